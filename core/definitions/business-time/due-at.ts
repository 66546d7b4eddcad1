import type { IANAZone } from 'luxon';
import { parseDuration } from '../../scoring/duration.js';
import { addWorkingDays } from './add-working-days.js';
import { addWorkingTime } from './add-working-time.js';
import type { Calendar } from './calendar.js';
import { instantAt, wallClockAt, zoneNamed } from './local-time.js';

/** How a policy counts its time: `within` by a kind of clock, in a calendar where it needs one. */
export interface ClockTerms {
  within: string;
  clock: 'elapsed' | 'business' | 'businessDay';
}

const DAY_MS = 86_400_000;
const UTC = zoneNamed('UTC');

/** When a clock started at `startedAt` is due. `calendar` is required but for `elapsed`; throws RangeError without it. */
export function dueAt(terms: ClockTerms, calendar: Calendar | null, startedAt: number): number {
  const { days, time } = partsOf(terms.within);
  if (terms.clock === 'elapsed') return addElapsed(calendar?.zone ?? UTC, startedAt, days, time);
  if (!calendar) throw new RangeError(`A ${terms.clock} clock needs a calendar: name one of slas.json.`);
  if (terms.clock === 'business') {
    if (days > 0)
      throw new RangeError(`A business clock counts hours, minutes and seconds: '${terms.within}' has days.`);
    return addWorkingTime(calendar, startedAt, time);
  }
  if (time > 0) throw new RangeError(`A businessDay clock counts whole days: '${terms.within}' has a time part.`);
  return addWorkingDays(calendar, startedAt, days);
}

/** Weeks and days move by the wall clock of the zone; hours and less are exact time. */
function addElapsed(zone: IANAZone, start: number, days: number, time: number): number {
  const moved = days === 0 ? start : instantAt(zone, wallClockAt(zone, start) + days * DAY_MS);
  return moved + time;
}

function partsOf(within: string): { days: number; time: number } {
  const all = parseDuration(within);
  const clock = within.indexOf('T');
  const time = clock < 0 ? 0 : parseDuration(`P${within.slice(clock)}`);
  return { days: Math.round((all - time) / DAY_MS), time };
}
