import type { IANAZone } from 'luxon';
import type { WallClock } from './local-time.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Instants from one to another, the end not included. */
export type Span = [from: number, to: number];

/**
 * When a zone's clocks show one of `hours` (minutes since midnight) of `day`, in order: what they skip is no time, what
 * they show twice is twice as long.
 */
export function dayStretches(zone: IANAZone, day: WallClock, hours: readonly (readonly [number, number])[]): Span[] {
  const stretches: Span[] = [];
  for (const { from, to, offset } of constantSpans(zone, day)) {
    for (const [opens, closes] of hours) {
      const start = Math.max(from, day + opens * MINUTE_MS - offset);
      const end = Math.min(to, day + closes * MINUTE_MS - offset);
      if (start < end) stretches.push([start, end]);
    }
  }
  return stretches.sort((a, b) => a[0] - b[0]);
}

/** The days around `day` in parts of one offset each; nearly always one. */
function constantSpans(zone: IANAZone, day: WallClock): { from: number; to: number; offset: number }[] {
  const offsetAt = (instant: number) => zone.offset(instant) * MINUTE_MS;
  const [start, end] = [day - DAY_MS, day + 2 * DAY_MS];
  const [first, last] = [offsetAt(start), offsetAt(end)];
  if (first === last) return [{ from: start, to: end, offset: first }];
  const spans: { from: number; to: number; offset: number }[] = [];
  let from = start;
  let offset = first;
  for (let at = start; at < end; at += HOUR_MS) {
    const next = offsetAt(at + HOUR_MS);
    if (next === offset) continue;
    const change = changeBetween(offsetAt, at, at + HOUR_MS);
    spans.push({ from, to: change, offset });
    from = change;
    offset = next;
  }
  return [...spans, { from, to: end, offset }];
}

/** The first instant of the new offset. */
function changeBetween(offsetAt: (instant: number) => number, before: number, after: number): number {
  const old = offsetAt(before);
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === old) low = middle;
    else high = middle;
  }
  return high;
}
