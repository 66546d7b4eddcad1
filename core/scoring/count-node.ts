import { compileCount, countAges, countReach } from './count-test.js';
import { describeActivities, describeCondition } from './describe.js';
import { describeDuration } from './describe-value.js';
import type { ActivityFact } from './facts.js';
import type { Frame } from './frame.js';
import type { ActivityCondition } from './model.js';
import type { Node } from './node.js';
import { addMatcher, type DistinctKey, distinctKey, matchedActivities, nextMatch, type Scope } from './scope.js';
import { compileSpan, firstWithin, leavesAt, windowLength } from './span.js';

/** How many activities, or different values, lie in the window. */
export function compileCountNode(scope: Scope, condition: ActivityCondition): Node {
  if (condition.inAny !== undefined) return compileAnyWindowNode(scope, condition);
  const span = compileSpan(condition);
  const newest = condition.distinct === undefined ? countReach(condition.count) : Infinity;
  const matcher = addMatcher(scope, condition, { newest, age: span.length });
  const passes = compileCount(condition.count);
  const key = condition.distinct === undefined ? null : distinctKey(scope, condition.distinct);
  const what = describeWhat(condition);
  const countable = key === null ? null : (activity: ActivityFact) => key(activity) !== undefined;
  const inWindow = (frame: Frame): ActivityFact[] => {
    const list = matchedActivities(scope, frame, matcher);
    const from = firstWithin(frame, list, span);
    const slice = from === 0 ? list : list.slice(from);
    return countable === null ? slice : slice.filter(countable);
  };
  const count = (frame: Frame): number => {
    const list = matchedActivities(scope, frame, matcher);
    const from = firstWithin(frame, list, span);
    if (key === null) return list.length - from;
    const seen = new Set<DistinctKey>();
    for (let i = from; i < list.length; i++) {
      const value = key(list[i] as ActivityFact);
      if (value !== undefined) seen.add(value);
    }
    return seen.size;
  };
  const next = (frame: Frame): number => {
    if (span.length === Infinity) return nextMatch(frame, matcher);
    const list = inWindow(frame);
    const left = remaining(list, key);
    const now = passes(left[0] ?? 0);
    const flip = list.findIndex((_, i) => passes(left[i + 1] ?? 0) !== now);
    return Math.min(nextMatch(frame, matcher), leavesAt(list, flip, span));
  };
  return {
    holds: (frame) => passes(count(frame)),
    next,
    detail: (frame) => `${count(frame)} ${what}`,
    missing: (frame) => missingCount(condition, count(frame), what),
    evidence: inWindow,
    newest: (frame) => (countAges(condition.count) ? (inWindow(frame).at(-1)?.occurredAt ?? -Infinity) : -Infinity),
    ages: countAges(condition.count),
    readings: [],
  };
}

/** Some window of the length, ending at an activity, held enough: once true it stays. */
function compileAnyWindowNode(scope: Scope, condition: ActivityCondition): Node {
  const span = compileSpan(condition);
  const matcher = addMatcher(scope, condition, { newest: Infinity, age: span.length });
  const length = windowLength(condition.inAny as string);
  const counts = condition.count ?? {};
  const { atLeast, ...others } = counts;
  if (Object.values(others).some((value) => value !== undefined)) {
    throw new RangeError("A condition with 'inAny' counts with 'atLeast' only.");
  }
  const needed = atLeast ?? 1;
  const key = condition.distinct === undefined ? null : distinctKey(scope, condition.distinct);
  const what = `${describeWhat(condition)} in any ${describeDuration(condition.inAny as string)}`;
  const scan = (frame: Frame): { best: number; completed: ActivityFact | undefined; counted: ActivityFact[] } => {
    const list = matchedActivities(scope, frame, matcher).slice();
    list.splice(0, firstWithin(frame, list, span));
    const counted = key === null ? list : list.filter((activity) => key(activity) !== undefined);
    return { ...bestWindow(counted, key, length, needed), counted };
  };
  return {
    holds: (frame) => scan(frame).best >= needed,
    next: (frame) => Math.min(nextMatch(frame, matcher), leavesAt(scan(frame).counted, 0, span)),
    detail: (frame) => `${scan(frame).best} ${what}`,
    missing: (frame) => `${scan(frame).best} of ${needed} ${what}`,
    evidence: (frame) => scan(frame).counted,
    newest: (frame) => scan(frame).completed?.occurredAt ?? -Infinity,
    ages: needed > 0,
    readings: [],
  };
}

function bestWindow(
  list: ActivityFact[],
  key: ((activity: ActivityFact) => DistinctKey | undefined) | null,
  length: number,
  needed: number,
): { best: number; completed: ActivityFact | undefined } {
  const inside = new Map<DistinctKey, number>();
  let from = 0;
  let best = 0;
  let completed: ActivityFact | undefined;
  list.forEach((activity, i) => {
    const value = key === null ? i : (key(activity) as DistinctKey);
    inside.set(value, (inside.get(value) ?? 0) + 1);
    for (; (list[from] as ActivityFact).occurredAt <= activity.occurredAt - length; from++) {
      const gone = key === null ? from : (key(list[from] as ActivityFact) as DistinctKey);
      const left = (inside.get(gone) ?? 0) - 1;
      if (left > 0) inside.set(gone, left);
      else inside.delete(gone);
    }
    best = Math.max(best, inside.size);
    if (inside.size >= needed) completed = activity;
  });
  return { best, completed };
}

/** Count over the activities from each index on: what is left when those before it have left the window. */
function remaining(list: ActivityFact[], key: ((activity: ActivityFact) => DistinctKey | undefined) | null): number[] {
  const left = new Array<number>(list.length + 1).fill(0);
  const seen = new Set<DistinctKey | undefined>();
  for (let i = list.length - 1; i >= 0; i--) {
    seen.add(key === null ? i : key(list[i] as ActivityFact));
    left[i] = seen.size;
  }
  return left;
}

function missingCount(condition: ActivityCondition, n: number, what: string): string {
  const least = condition.count === undefined ? 1 : (condition.count.atLeast ?? condition.count.between?.[0] ?? 0);
  if (n < least) return `${n} of ${least} ${what}`;
  return `${describeCondition(condition)} (now ${n})`;
}

/** What a count counts, in words. */
export function describeWhat(condition: ActivityCondition): string {
  const { distinct } = condition;
  if (distinct === undefined) return describeActivities(condition);
  if (distinct === '$day') return `days with ${describeActivities(condition)}`;
  if (distinct === '$week') return `weeks with ${describeActivities(condition)}`;
  return `different ${distinct} of ${describeActivities(condition)}`;
}
