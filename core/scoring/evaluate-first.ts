import type { CompiledModel } from './compile.js';
import type { Instant } from './facts.js';
import type { Evaluation } from './results.js';
import type { Timeline } from './timeline.js';

/** Evaluates by the first model that applies (null where none does); `nextChangeAt` covers a change of model too. */
export declare function evaluateFirst(
  models: readonly CompiledModel[],
  timeline: Timeline,
  at: Instant,
): { compiled: CompiledModel | null; evaluation: Evaluation | null; nextChangeAt: Instant | null };
