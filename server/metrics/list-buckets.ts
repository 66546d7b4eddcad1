import { DateTime, type DateTimeUnit } from 'luxon';
import type { Benchmarks } from '../../core/definitions/tree.js';
import { CallerError } from '../errors.js';
import type { TimeGrain, TimeWindow } from './metrics-input.js';

const MAX_BUCKETS = 1_000;
const UNITS: { [grain in TimeGrain]: DateTimeUnit } = {
  HOUR: 'hour',
  DAY: 'day',
  WEEK: 'week',
  MONTH: 'month',
  QUARTER: 'quarter',
};
const DAYS_BEFORE_MONDAY = { monday: 0, sunday: 1, saturday: 2 };

/**
 * Starts of the calendar's hours, days, weeks, months or quarters that meet the window, in its zone; weeks and quarters
 * begin as benchmarks.json says. Throws BAD_USER_INPUT above 1,000.
 */
export function listBuckets(window: TimeWindow, grain: TimeGrain, benchmarks: Benchmarks): Date[] {
  const unit = UNITS[grain];
  const shift = shiftOf(grain, benchmarks);
  const startOf = (at: DateTime) => at.plus(shift).startOf(unit).minus(shift);
  const starts: Date[] = [];
  let start = startOf(DateTime.fromJSDate(window.from, { zone: window.timeZone }));
  while (window.from < window.to && start.toMillis() < window.to.getTime()) {
    if (starts.length === MAX_BUCKETS) {
      const told = `The window holds more than ${MAX_BUCKETS} buckets of ${grain}: ask for a shorter one or a coarser grain.`;
      throw new CallerError('BAD_USER_INPUT', told);
    }
    starts.push(start.toJSDate());
    start = startOf(start.plus({ [unit]: 1 }));
  }
  return starts;
}

function shiftOf(grain: TimeGrain, benchmarks: Benchmarks): { days?: number; months?: number } {
  if (grain === 'WEEK') return { days: DAYS_BEFORE_MONDAY[benchmarks.weekStart ?? 'monday'] };
  if (grain === 'QUARTER') return { months: (13 - (benchmarks.fiscalYearStart ?? 1)) % 3 };
  return {};
}
