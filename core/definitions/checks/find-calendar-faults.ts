import type { Finding } from '../finding.js';
import { isTimeZone } from '../parse-date-text.js';
import type { CalendarDefinition } from '../tree.js';
import type { CheckedTree } from './check.js';

/** Errors: calendars without working time, hours that overlap or end before they begin, time zones nobody knows. */
export function findCalendarFaults({ tree }: CheckedTree): Finding[] {
  const found: Finding[] = [];
  const fault = (path: string, pointer: string, code: string, message: string, hint: string): void => {
    found.push({ level: 'error', code, path, pointer, message, hint });
  };
  const zone = (path: string, pointer: string, timeZone: string | undefined): void => {
    if (timeZone === undefined || isTimeZone(timeZone)) return;
    fault(
      path,
      pointer,
      'unknown-time-zone',
      `There is no time zone '${timeZone}'.`,
      'IANA names, such as Europe/Berlin.',
    );
  };
  tree.slas.calendars.forEach((calendar, index) => {
    const pointer = `/calendars/${index}`;
    zone('slas.json', `${pointer}/timeZone`, calendar.timeZone);
    for (const [place, message] of hourFaults(calendar)) {
      fault('slas.json', pointer + place, 'bad-hours', message, 'Hours are [open, close) in order, without overlap.');
    }
    if (Object.values(calendar.week).every((hours) => hours.length === 0)) {
      const hint = 'Give at least one weekday hours, such as [["09:00", "17:00"]].';
      fault(
        'slas.json',
        `${pointer}/week`,
        'no-working-time',
        `The calendar '${calendar.key}' has no working time.`,
        hint,
      );
    }
  });
  zone('benchmarks.json', '/timeZone', tree.benchmarks.timeZone);
  const { reviews } = tree.reviews as unknown as { reviews: { timeZone?: string }[] };
  reviews.forEach((review, index) => zone('reviews.json', `/reviews/${index}/timeZone`, review.timeZone));
  return found;
}

function hourFaults(calendar: CalendarDefinition): [string, string][] {
  return Object.entries(calendar.week).flatMap(([day, hours]) =>
    hours.flatMap(([open, close], index): [string, string][] => {
      const place = `/week/${day}/${index}`;
      if (open >= close) return [[place, `On ${day}, ${open} to ${close} is no time.`]];
      const before = hours[index - 1];
      if (before && open < before[1])
        return [[place, `On ${day}, ${open} lies before ${before[1]}, where the hours before end.`]];
      return [];
    }),
  );
}
