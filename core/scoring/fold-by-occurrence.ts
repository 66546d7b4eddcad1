import type { CompiledModel } from './compile.js';
import type { Instant } from './facts.js';
import type { DatedCrossing, Evaluation, ThresholdStates } from './results.js';
import type { Timeline } from './timeline.js';

/** Before every fact: example leads set their `attributes` here, and facts of this instant are one step. */
export const BEGINNING_OF_TIME: Instant = -8_640_000_000_000_000;

/** Threshold states and crossings up to `at` as if every fact had been received when it occurred, time crossings included. */
export declare function foldByOccurrence(
  compiled: CompiledModel,
  timeline: Timeline,
  at: Instant,
): { states: ThresholdStates; crossings: DatedCrossing[]; evaluation: Evaluation };
