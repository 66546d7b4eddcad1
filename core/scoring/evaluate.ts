import type { CompiledModel } from './compile.js';
import type { Instant } from './facts.js';
import type { Evaluation } from './results.js';
import type { Timeline } from './timeline.js';

/** Scores and threshold conditions of a lead at an instant: a pure function of timeline, model and `at`. */
export declare function evaluate(compiled: CompiledModel, timeline: Timeline, at: Instant): Evaluation;
