import type { Calendar, CalendarYear, Stretch } from './calendar.js';
import { workedInYear, yearAt } from './working-time.js';

/**
 * The earliest instant by which `milliseconds` of working time have passed since `start`: it may be a closing instant.
 * Nothing to wait for is `start` itself.
 */
export function addWorkingTime(calendar: Calendar, start: number, milliseconds: number): number {
  if (milliseconds <= 0) return start;
  let year = yearAt(calendar, start);
  let wanted = workedInYear(calendar.year(year), start) + milliseconds;
  while (wanted > calendar.year(year).total) {
    wanted -= calendar.year(year).total;
    year++;
  }
  const stretch = firstReaching(calendar.year(year), wanted);
  return stretch.opens + (wanted - stretch.before);
}

function firstReaching(year: CalendarYear, wanted: number): Stretch {
  let low = 0;
  let high = year.stretches.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const stretch = year.stretches[middle] as Stretch;
    if (stretch.before + stretch.closes - stretch.opens >= wanted) high = middle;
    else low = middle + 1;
  }
  return year.stretches[low] as Stretch;
}
