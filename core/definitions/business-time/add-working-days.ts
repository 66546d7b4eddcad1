import type { Calendar } from './calendar.js';
import { dayStretches } from './day-stretches.js';
import { instantAt, wallClockAt } from './local-time.js';
import { nextOpening } from './next-opening.js';

const DAY_MS = 86_400_000;

/**
 * `days` whole working days after `start`, which counts from the next opening when outside working time: the same
 * wall-clock time on that day, or the next opening where that is no working time. No days: the last closing of the day.
 */
export function addWorkingDays(calendar: Calendar, start: number, days: number): number {
  const from = nextOpening(calendar, start);
  const wall = wallClockAt(calendar.zone, from);
  let day = Math.floor(wall / DAY_MS) * DAY_MS;
  if (days === 0) return stretchesOf(calendar, day).at(-1)?.[1] ?? from;
  const timeOfDay = wall - day;
  for (let left = days; left > 0; ) {
    day += DAY_MS;
    if (stretchesOf(calendar, day).length > 0) left--;
  }
  return nextOpening(calendar, instantAt(calendar.zone, day + timeOfDay));
}

function stretchesOf(calendar: Calendar, day: number): ReturnType<typeof dayStretches> {
  const hours = calendar.hours(day);
  return hours.length === 0 ? [] : dayStretches(calendar.zone, day, hours);
}
