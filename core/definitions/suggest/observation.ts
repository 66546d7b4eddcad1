import type { Instant } from '../../scoring/facts.js';

/** A lead as it stood before sales first had it, and what became of it. */
export interface Observation {
  id: string;
  /** No later fact is in its features. */
  judgedAt: Instant;
  /** Since when its outcome was open: nobody is a failure before it had the time that others took. */
  since: Instant;
  /** It really stood in the first handoff stage, or a later one. */
  contacted: boolean;
  /** Milliseconds from `judgedAt` to the outcome; null: not reached. */
  reachedAfter: number | null;
  /** By rule, in times its points: 1 where it holds once, 0 where it does not. */
  features: { [rule: string]: number };
  /** The same at the end of what is known: tells rules that come to hold only once sales has the lead. */
  later: { [rule: string]: number };
}
