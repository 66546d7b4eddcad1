import type { Calendar, CalendarYear, Stretch } from './calendar.js';
import { wallClockAt } from './local-time.js';

/** The year of the calendar's own clock at an instant. */
export function yearAt(calendar: Calendar, instant: number): number {
  return new Date(wallClockAt(calendar.zone, instant)).getUTCFullYear();
}

/** Working time of the year before an instant of it, milliseconds. */
export function workedInYear(year: CalendarYear, instant: number): number {
  const stretch = lastOpening(year, instant);
  return stretch ? stretch.before + Math.min(instant, stretch.closes) - stretch.opens : 0;
}

/** The last stretch of the year that opens at or before the instant; undefined before the first. */
export function lastOpening(year: CalendarYear, instant: number): Stretch | undefined {
  let low = 0;
  let high = year.stretches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((year.stretches[middle] as Stretch).opens <= instant) low = middle + 1;
    else high = middle;
  }
  return year.stretches[low - 1];
}

/** Working time between two instants, milliseconds; 0 when `to` is not after `from`. */
export function workingTime(calendar: Calendar, from: number, to: number): number {
  if (to <= from) return 0;
  const last = yearAt(calendar, to);
  let worked = workedInYear(calendar.year(last), to);
  let year = yearAt(calendar, from);
  worked -= workedInYear(calendar.year(year), from);
  for (; year < last; year++) worked += calendar.year(year).total;
  return worked;
}
