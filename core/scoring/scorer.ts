import type { CompiledModel } from './compile.js';
import type { Fact, Instant, JsonObject } from './facts.js';
import type { Evaluation } from './results.js';

/** Plain JSON of what a scorer needs to go on; fits only the fingerprint it was taken under. */
export interface ScorerSnapshot extends JsonObject {
  fingerprint: string;
  at: Instant;
}

/** Scores one lead fact by fact, bit for bit as `evaluate` does over the whole timeline. */
export interface Scorer {
  /** False: this fact cannot be applied from here (late, retraction, change of account): rebuild from the facts. */
  apply(fact: Fact): boolean;
  /** Moves the instant of evaluation on; never back. */
  advanceTo(instant: Instant): void;
  evaluation(): Evaluation;
  nextChangeAt(): Instant | null;
  /** Null when it would be too big to keep. */
  snapshot(): ScorerSnapshot | null;
}

/** Opens a scorer, empty or at a snapshot; throws RangeError when the snapshot is of another fingerprint. */
export declare function openScorer(compiled: CompiledModel, snapshot?: ScorerSnapshot): Scorer;
