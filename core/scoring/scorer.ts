import type { FirstEvaluation } from './evaluate-first.js';
import type { Fact, Instant } from './facts.js';
import type { Timeline } from './timeline-index.js';

/** Scores one lead fact by fact, bit for bit as `evaluateFirst` does over the whole timeline. */
export interface Scorer {
  /** Facts as they were given; from a snapshot only those that still matter. */
  facts(): readonly Fact[];
  /** What counts of them. */
  timeline(): Timeline;
  /** False, from a snapshot only: this fact cannot be applied without the facts left out (retraction, change of account, too late). Not for duplicates. */
  apply(fact: Fact): boolean;
  /** Moves the instant of evaluation on; never back. */
  advanceTo(instant: Instant): void;
  /** The lead at that instant under the first of the models that applies to it. */
  first(): FirstEvaluation;
  /** What a scorer needs to go on from that instant; null when it would be too big to keep. */
  snapshot(): string | null;
}
