import { textScalar } from './text-scalar.js';

/** A day of the calendar, `YYYY-MM-DD`, without a time zone. */
export const CalendarDate = textScalar({
  name: 'Date',
  description: 'A day of the calendar, `2026-01-31`, in the time zone of what it belongs to.',
  specifiedByURL: 'https://datatracker.ietf.org/doc/html/rfc3339',
  advice: 'write a day that exists as 2026-01-31',
  read(text) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
    const day = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : null;
  },
});
