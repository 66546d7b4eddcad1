import type { ModelContext } from './compile.js';
import type { Instant } from './facts.js';
import type { Condition } from './model.js';
import type { Timeline } from './timeline.js';

/** A condition outside a model (segment, `requires.when`, SLA `when`, route) as a function of timeline and instant. */
export declare function compileCondition(
  condition: Condition,
  context?: ModelContext,
): (timeline: Timeline, at: Instant) => boolean;
