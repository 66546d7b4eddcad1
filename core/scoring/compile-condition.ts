import { compileNode } from './compile-node.js';
import type { ModelContext } from './compiled-model.js';
import type { Instant } from './facts.js';
import { openFrame } from './frame.js';
import type { Condition } from './model.js';
import { openContextScope } from './open-scope.js';
import type { Timeline } from './timeline.js';

/** A condition made ready: whether it holds, and in words what is missing (null while it holds). */
export interface CompiledCondition {
  (timeline: Timeline, at: Instant): boolean;
  missing(timeline: Timeline, at: Instant): string | null;
}

/**
 * Makes a condition outside a model ready (segment, `requires.when`, SLA `when`, route): it may name no score or rule.
 * Throws RangeError on one that the checks refuse.
 */
export function compileCondition(condition: Condition, context: ModelContext = {}): CompiledCondition {
  const scope = openContextScope(context);
  const node = compileNode(scope, condition, null);
  const open = (timeline: Timeline, at: Instant) => openFrame(timeline, at, scope.matchers.length);
  const holds = (timeline: Timeline, at: Instant): boolean => node.holds(open(timeline, at));
  return Object.assign(holds, {
    missing: (timeline: Timeline, at: Instant): string | null => {
      const frame = open(timeline, at);
      return node.holds(frame) ? null : node.missing(frame);
    },
  });
}
