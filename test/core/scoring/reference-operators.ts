import type { Json } from '../../../core/scoring/facts.js';
import type { Operators } from '../../../core/scoring/model.js';

const UNITS: Record<string, number> = { D: 86_400_000, H: 3_600_000, M: 60_000, S: 1000 };

/** The length of a duration of days, hours, minutes, seconds. */
export function milliseconds(duration: string): number {
  return [...duration.matchAll(/(\d+(?:\.\d+)?)([DHMS])/g)].reduce(
    (sum, [, n, unit]) => sum + Math.round(Number(n) * (UNITS[unit as string] as number)),
    0,
  );
}

/** Whether a value passes all operators at an instant. */
export function passes(value: Json | undefined, ops: Operators, at: number): boolean {
  const text = (item: Json): Json => (typeof item === 'string' ? item.trim().toLowerCase() : item);
  const equal = (a: Json, b: Json): boolean => JSON.stringify(text(a)) === JSON.stringify(text(b));
  const missing = value === undefined || value === null;
  const each = (test: (item: Json) => boolean): boolean =>
    !missing && (Array.isArray(value) ? value.some(test) : test(value));
  const number = (test: (n: number) => boolean): boolean => typeof value === 'number' && test(value);
  const string = (test: (s: string) => boolean): boolean =>
    typeof value === 'string' && test(value.trim().toLowerCase());
  const date = (test: (v: number) => boolean): boolean =>
    typeof value === 'string' && Number.isFinite(Date.parse(value)) && test(Date.parse(value));
  const checks: Record<string, (x: never) => boolean> = {
    exists: (x: boolean) => x === !missing,
    equals: (x: Json) => each((item) => equal(item, x)),
    notEquals: (x: Json) => !each((item) => equal(item, x)),
    in: (x: Json[]) => x.some((one) => each((item) => equal(item, one))),
    notIn: (x: Json[]) => !x.some((one) => each((item) => equal(item, one))),
    atLeast: (x: number) => number((n) => n >= x),
    atMost: (x: number) => number((n) => n <= x),
    above: (x: number) => number((n) => n > x),
    below: (x: number) => number((n) => n < x),
    between: (x: [number, number]) => number((n) => n >= x[0] && n <= x[1]),
    startsWith: (x: string) => string((s) => s.startsWith(x.trim().toLowerCase())),
    endsWith: (x: string) => string((s) => s.endsWith(x.trim().toLowerCase())),
    contains: (x: Json) =>
      Array.isArray(value)
        ? value.some((item) => equal(item, x))
        : typeof x === 'string' && string((s) => s.includes(x.trim().toLowerCase())),
    matches: (x: string) => string((s) => new RegExp(x, 'i').test(s)),
    before: (x: string) => date((v) => v < Date.parse(x)),
    after: (x: string) => date((v) => v > Date.parse(x)),
    withinNext: (x: string) => date((v) => v > at && v <= at + milliseconds(x)),
    withinLast: (x: string) => date((v) => v > at - milliseconds(x) && v <= at),
    olderThan: (x: string) => date((v) => v <= at - milliseconds(x)),
  };
  return Object.entries(checks).every(
    ([name, check]) => ops[name as keyof Operators] === undefined || check(ops[name as keyof Operators] as never),
  );
}
