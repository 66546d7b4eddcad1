import { calendarKey } from './calendar-key.js';
import { compileIgnore } from './compile-ignore.js';
import { compileNode } from './compile-node.js';
import type { ModelContext } from './compiled-model.js';
import { openScope, type Scope } from './scope.js';

/** A scope in which the tree's `ignore` and segments are in force; throws RangeError where one cannot be read. */
export function openContextScope(context: ModelContext): Scope {
  calendarKey('$day', context.timeZone ?? 'UTC');
  const scope = openScope(context);
  if (context.ignore !== undefined && context.ignore.length > 0) {
    Object.assign(scope, compileIgnore(context.ignore, context));
  }
  if (context.segments !== undefined && context.segments.length > 0) {
    const within = { ...scope };
    const segments = context.segments.map(({ key, when }) => ({ key, node: compileNode(within, when, null) }));
    scope.segment = (frame) => segments.find(({ node }) => node.holds(frame))?.key;
    scope.nextSegment = (frame) => segments.reduce((next, { node }) => Math.min(next, node.next(frame)), Infinity);
  }
  return scope;
}
