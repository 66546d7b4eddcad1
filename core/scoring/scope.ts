import { calendarKey } from './calendar-key.js';
import type { ActivityFact, Instant } from './facts.js';
import { foldText } from './fold-text.js';
import type { Frame } from './frame.js';
import type { ActivityMatch, Operators } from './model.js';
import { compileOperators, type ValueTest } from './value-test.js';

/** Which activities a condition looks at; one for all conditions that look at the same. */
export interface Matcher {
  id: number;
  types: string[];
  where: { property: string; operators: Operators; test: ValueTest }[];
  /** Whether time alone changes what it finds. */
  timed: boolean;
  /** What conditions need of what it finds. */
  needs: Need[];
}

/** A condition needs the newest `newest` activities, of those not older than `age` milliseconds. */
export interface Need {
  newest: number;
  age: number;
}

/** What conditions need of their tree. Without `timeZone`: UTC. */
export interface ScopeContext {
  timeZone?: string;
  /** Framework key to its criteria keys. */
  frameworks?: Record<string, string[]>;
  /** Framework key to the keys under which it was answered before it was renamed. */
  formerFrameworks?: Record<string, string[]>;
}

/** What the conditions of one model share while they are compiled and judged. */
export interface Scope {
  matchers: Matcher[];
  /** Matchers that `ignoring` uses, and whether it judges activities one by one. */
  ignoreMatchers: Matcher[];
  ignoresSome: boolean;
  /** Attribute paths and properties that some condition reads. */
  paths: Set<string>;
  properties: Set<string>;
  frameworks: Record<string, string[]>;
  formerFrameworks: Record<string, string[]>;
  timeZone: string;
  /** Gives the activities that never count at the frame's instant; null: all count. */
  ignoring: ((frame: Frame) => ((activity: ActivityFact) => boolean) | null) | null;
  /** Next instant at which `ignoring` may change by time alone. */
  nextIgnoring: (frame: Frame) => number;
  /** Gives the key of the first segment that holds; null: segments are plain attributes. */
  segment: ((frame: Frame) => string | undefined) | null;
  nextSegment: (frame: Frame) => number;
}

/** A scope in which everything counts. */
export function openScope(context: ScopeContext): Scope {
  const never = () => Infinity;
  return {
    matchers: [],
    ignoreMatchers: [],
    ignoresSome: false,
    paths: new Set(),
    properties: new Set(),
    frameworks: context.frameworks ?? {},
    formerFrameworks: context.formerFrameworks ?? {},
    timeZone: context.timeZone ?? 'UTC',
    ignoring: null,
    nextIgnoring: never,
    segment: null,
    nextSegment: never,
  };
}

/** The matcher for an activity condition, shared with equal ones; throws RangeError on an operator that cannot be read. */
export function addMatcher(scope: Scope, match: ActivityMatch, need: Need): Matcher {
  const types = typeof match.activity === 'string' ? [match.activity] : [...new Set(match.activity)].sort();
  if (types.length === 0) throw new RangeError('An activity condition names no activity type.');
  const where = Object.entries(match.where ?? {});
  const key = JSON.stringify([types, where]);
  const known = scope.matchers.find((matcher) => matcherKeys.get(matcher) === key);
  if (known) {
    known.needs.push(need);
    return known;
  }
  for (const [property] of where) scope.properties.add(property);
  const tests = where.map(([property, ops]) => ({ property, operators: ops, test: compileOperators(ops, property) }));
  const matcher = {
    id: scope.matchers.length,
    types,
    where: tests,
    timed: tests.some(({ test }) => test.timed),
    needs: [need],
  };
  matcherKeys.set(matcher, key);
  scope.matchers.push(matcher);
  return matcher;
}

const matcherKeys = new WeakMap<Matcher, string>();

/** Whether an activity of one of the matcher's types passes its `where` at an instant. */
export function passesWhere(matcher: Matcher, activity: ActivityFact, at: Instant): boolean {
  for (const { property, test } of matcher.where) {
    const value = Object.hasOwn(activity.properties, property) ? activity.properties[property] : undefined;
    if (!test.passes(value, at)) return false;
  }
  return true;
}

/** Activities up to the frame's instant that the matcher finds and that count, oldest first. */
export function matchedActivities(scope: Scope, frame: Frame, matcher: Matcher): ActivityFact[] {
  const known = frame.matched[matcher.id];
  if (known) return known;
  if (frame.ignores === undefined) frame.ignores = scope.ignoring === null ? null : scope.ignoring(frame);
  const ignores = frame.ignores;
  const only = matcher.types[0];
  const candidates =
    (matcher.types.length === 1 && only !== undefined ? frame.timeline.byType.get(only) : frame.timeline.activities) ??
    [];
  const found: ActivityFact[] = [];
  for (const activity of candidates) {
    if (activity.occurredAt > frame.at) break;
    if (matcher.types.length > 1 && !matcher.types.includes(activity.type)) continue;
    if (matcher.where.length > 0 && !passesWhere(matcher, activity, frame.at)) continue;
    if (ignores === null || !ignores(activity)) found.push(activity);
  }
  frame.matched[matcher.id] = found;
  return found;
}

/** Next instant at which a matcher's `where` may change its answer for some activity by time alone. */
export function nextMatch(frame: Frame, matcher: Matcher): number {
  let next = Infinity;
  if (!matcher.timed) return next;
  for (const activity of frame.timeline.activities) {
    if (!matcher.types.includes(activity.type)) continue;
    for (const { property, test } of matcher.where)
      next = Math.min(next, test.next(activity.properties[property], frame.at));
  }
  return next;
}

/** Equal for equal values. */
export type DistinctKey = string | number | boolean;

/** What tells different values of a property apart (`$day`, `$week`: of the calendar); undefined where there is none. */
export function distinctKey(scope: Scope, property: string): (activity: ActivityFact) => DistinctKey | undefined {
  scope.properties.add(property);
  if (property === '$day' || property === '$week') {
    const key = calendarKey(property, scope.timeZone);
    return (activity) => key(activity.occurredAt);
  }
  return (activity) => {
    const value = Object.hasOwn(activity.properties, property) ? activity.properties[property] : undefined;
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') return foldText(value);
    return typeof value === 'object' ? `\u0000${JSON.stringify(value)}` : value;
  };
}
