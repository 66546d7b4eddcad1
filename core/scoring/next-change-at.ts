import type { CompiledModel } from './compile.js';
import type { Instant } from './facts.js';
import type { Timeline } from './timeline.js';

/** The instant before which no threshold condition changes without a new fact: early at worst, null when time changes nothing. */
export declare function nextChangeAt(compiled: CompiledModel, timeline: Timeline, at: Instant): Instant | null;
