import type { Instant } from '../../scoring/facts.js';
import type { Micro } from '../../scoring/results.js';

/** What one tree makes of a lead in the window. */
export interface ReplayedSide {
  /** A model applied to it at the end of the window. */
  evaluable: boolean;
  /** First UP in the window by threshold. */
  ups: { [threshold: string]: Instant };
  /** Every crossing in the window, as one text: equal texts are equal crossings. */
  trace: string;
  /** First UP that flags it: of a threshold whose target is the first handoff stage or a later open or won one. */
  flaggedAt: Instant | null;
  /** Entries into the first handoff stage by score, in the window. */
  handedOver: Instant[];
  /** Its stage at the end of the window. */
  stage: string;
  /** The primary score at the end of the window; null where no model applies. */
  value: Micro | null;
  /** The primary score when the lead was handed over, or at the end of the window if it never was: no later fact is in it. */
  judgedBy: Micro | null;
}

/** A lead under base and head; `error` says why it could not be replayed. */
export interface LeadComparison {
  id: string;
  source: string | null;
  segment: string | null;
  /** It is past the initial stage, and something was told of it in the window. */
  counted: boolean;
  base: ReplayedSide;
  head: ReplayedSide;
  /** Crossings of the base replay, and how many of all were only replayed or only recorded; null: nothing to compare. */
  faith: { crossings: number; mismatches: number } | null;
  /** When it really reached each outcome; absent: not yet. */
  reached: { [stage: string]: Instant };
  /** When its outcome began to be open: handed over really, else first flagged by either side, else when it came to be. */
  since: Instant;
  /** When it first stood in the first handoff stage, really; null: never. */
  handedAt: Instant | null;
}
