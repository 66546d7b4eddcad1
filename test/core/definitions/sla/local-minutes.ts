import { DateTime } from 'luxon';
import type { CalendarDefinition } from '../../../../core/definitions/tree.js';

const MINUTE = 60_000;
/** luxon is asked every half hour: no zone of today changes its clocks at another time. */
const STEP = 30;
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Every minute of some days as luxon's own clock shows it in a zone: nothing here knows of offsets or intervals. */
export interface LocalMinutes {
  zone: string;
  start: number;
  days: string[];
  /** The first minute of each of them. */
  firstOf: number[];
  weekdays: Uint8Array;
  minuteOfDay: Uint16Array;
  /** Which of `days` each minute is on. */
  dayOf: Uint16Array;
}

/** Reads `days` days from `from` (UTC midnight of that date) minute by minute. */
export function readLocalMinutes(zone: string, from: string, days: number): LocalMinutes {
  const start = Date.parse(`${from}T00:00:00Z`);
  const count = days * 1440;
  const minutes: LocalMinutes = {
    zone,
    start,
    days: [],
    firstOf: [],
    weekdays: new Uint8Array(count),
    minuteOfDay: new Uint16Array(count),
    dayOf: new Uint16Array(count),
  };
  for (let i = 0; i < count; i += STEP) {
    const local = DateTime.fromMillis(start + i * MINUTE, { zone });
    const day = local.toISODate() as string;
    if (minutes.days.at(-1) !== day) {
      minutes.days.push(day);
      minutes.firstOf.push(i);
    }
    minutes.weekdays.fill(local.weekday, i, i + STEP);
    minutes.dayOf.fill(minutes.days.length - 1, i, i + STEP);
    for (let j = 0; j < STEP; j++) minutes.minuteOfDay[i + j] = local.hour * 60 + local.minute + j;
  }
  return minutes;
}

/** Which of the minutes are working time of a calendar, 1 or 0. */
export function openMinutes(minutes: LocalMinutes, calendar: CalendarDefinition): Uint8Array {
  const hours = WEEKDAYS.map((day) =>
    (calendar.week[day] ?? []).map(([opens, closes]) => [minuteOf(opens), minuteOf(closes)] as const),
  );
  const holidays = new Set(calendar.holidays ?? []);
  return Uint8Array.from(minutes.minuteOfDay, (minute, i) => {
    if (holidays.has(minutes.days[minutes.dayOf[i] as number] as string)) return 0;
    const today = hours[(minutes.weekdays[i] as number) - 1] ?? [];
    return today.some(([opens, closes]) => opens <= minute && minute < closes) ? 1 : 0;
  });
}

/** How many working minutes there are before each minute, and before the end. */
export function countOpen(open: Uint8Array): Uint32Array {
  const before = new Uint32Array(open.length + 1);
  for (let i = 0; i < open.length; i++) before[i + 1] = (before[i] as number) + (open[i] as number);
  return before;
}

function minuteOf(text: string): number {
  const [hour, minute] = text.split(':').map(Number) as [number, number];
  return hour * 60 + minute;
}
