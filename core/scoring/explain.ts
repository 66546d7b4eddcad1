import type { CompiledModel } from './compile.js';
import type { Instant } from './facts.js';
import type { Explanation } from './results.js';
import type { Timeline } from './timeline.js';

/** `evaluate` with what each rule gave and why, and what each threshold still misses. */
export declare function explain(compiled: CompiledModel, timeline: Timeline, at: Instant): Explanation;
