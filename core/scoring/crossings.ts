import type { CompiledModel } from './compile.js';
import type { Fact, Instant } from './facts.js';
import type { Crossing, CrossingCause, Evaluation, ThresholdStates } from './results.js';

/** When and why thresholds are judged; `fact` is the one just applied, if any. */
export interface Moment {
  at: Instant;
  cause: CrossingCause;
  fact?: Fact;
}

/**
 * Judges the thresholds against their stored states: the crossings in order (DOWN before UP, target stage, key), the
 * new states, and `dueAt`, when to look again (next change by time or end of a cool-down; null: only at a new fact).
 */
export declare function crossThresholds(
  compiled: CompiledModel,
  evaluation: Evaluation,
  states: ThresholdStates,
  moment: Moment,
): { crossings: Crossing[]; states: ThresholdStates; dueAt: Instant | null };
