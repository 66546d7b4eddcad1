import { calendarKey } from '../../scoring/calendar-key.js';

const DAY_MS = 86_400_000;
/** Day 0 of the calendar was a Thursday. */
const DAYS_SINCE_START = { monday: 3, sunday: 4, saturday: 5 };

/** Names the week of an instant by its first day, YYYY-MM-DD, in a zone. */
export function weekOf(timeZone: string, weekStart: keyof typeof DAYS_SINCE_START): (at: number) => string {
  const dayOf = calendarKey('$day', timeZone);
  const names = new Map<number, string>();
  return (at) => {
    const day = dayOf(at);
    const first = day - ((day + DAYS_SINCE_START[weekStart]) % 7);
    const known = names.get(first);
    if (known !== undefined) return known;
    const name = new Date(first * DAY_MS).toISOString().slice(0, 10);
    names.set(first, name);
    return name;
  };
}
