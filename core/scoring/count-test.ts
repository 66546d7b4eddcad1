import type { CountOperators } from './model.js';

/** Whether a count passes; without operators it must be at least 1. Throws RangeError on one that no count can pass. */
export function compileCount(count: CountOperators | undefined): (n: number) => boolean {
  const least = Math.max(count?.atLeast ?? 0, count?.between?.[0] ?? 0, count?.exactly ?? 0);
  const most = Math.min(count?.atMost ?? Infinity, count?.between?.[1] ?? Infinity, count?.exactly ?? Infinity);
  const given = count !== undefined && Object.values(count).some((value) => value !== undefined);
  if (least > most) throw new RangeError(`No count is at least ${least} and at most ${most}.`);
  const low = given ? least : 1;
  return (n) => n >= low && n <= most;
}

/** Whether a decay may count its age from activities counted like this: not where few or none are asked for. */
export function countAges(count: CountOperators | undefined): boolean {
  if (count === undefined || (count.atLeast ?? 0) > 0) return true;
  return count.atMost === undefined && count.exactly === undefined;
}

/** How many activities tell all that the count can tell: more make no difference. */
export function countReach(count: CountOperators | undefined): number {
  const { atLeast = 0, atMost = -1, exactly = -1, between = [0, -1] } = count ?? {};
  return Math.max(1, atLeast, atMost + 1, exactly + 1, between[1] + 1);
}
