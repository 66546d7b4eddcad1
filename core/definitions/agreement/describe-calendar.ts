import type { CalendarDefinition } from '../tree.js';

/** A calendar in words: 'Europe/Berlin: monday 09:00–17:00, …; closed on 2026-12-25'. */
export function describeCalendar({ timeZone, week, holidays }: CalendarDefinition): string {
  const days = Object.entries(week)
    .filter(([, hours]) => hours.length > 0)
    .map(([day, hours]) => `${day} ${describeHours(hours)}`);
  const closed = holidays?.length ? `; closed on ${holidays.join(', ')}` : '';
  return `${timeZone}: ${days.join(', ')}${closed}`;
}

/** Working hours of a day: '09:00–12:30 and 13:00–17:00'. */
export function describeHours(hours: readonly (readonly string[])[]): string {
  return hours.map(([open, close]) => `${open}–${close}`).join(' and ');
}
