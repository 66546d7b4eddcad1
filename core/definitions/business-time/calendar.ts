import type { IANAZone } from 'luxon';
import type { CalendarDefinition } from '../tree.js';
import { dayStretches } from './day-stretches.js';
import { zoneNamed } from './local-time.js';

/** One stretch of working time: instants, the end not included, and the working time before it in its year. */
export interface Stretch {
  opens: number;
  closes: number;
  before: number;
}

/** The working time of one year in a calendar's zone, in order, and how much it is in all (ms). */
export interface CalendarYear {
  stretches: Stretch[];
  total: number;
}

/** A calendar ready to count with; years are laid out when first asked for, then kept. */
export interface Calendar {
  key: string;
  zone: IANAZone;
  /** Stretches of a day, minutes since midnight, in order. */
  hours(day: number): readonly [number, number][];
  year(year: number): CalendarYear;
}

const DAY_MS = 86_400_000;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$|^24:00$/;

/** Compiles a calendar; throws RangeError with a sentence when it has no working time, a bad hour, zone or holiday. */
export function compileCalendar(definition: CalendarDefinition): Calendar {
  const zone = zoneNamed(definition.timeZone);
  const week = WEEKDAYS.map((weekday) => hoursOf(definition, weekday));
  if (week.every((hours) => hours.length === 0)) {
    throw new RangeError(`The calendar '${definition.key}' has no working time: give at least one weekday hours.`);
  }
  const holidays = new Set((definition.holidays ?? []).map((day) => holidayOf(definition, day)));
  const years = new Map<number, CalendarYear>();
  const hours = (day: number) => (holidays.has(day) ? [] : (week[new Date(day).getUTCDay()] ?? []));
  return {
    key: definition.key,
    zone,
    hours,
    year(year) {
      const known = years.get(year) ?? layOut(zone, hours, year);
      years.set(year, known);
      return known;
    },
  };
}

function hoursOf(definition: CalendarDefinition, weekday: string): [number, number][] {
  const hours = (definition.week[weekday] ?? []).map(([opens, closes]): [number, number] => [
    minutesOf(definition, weekday, opens),
    minutesOf(definition, weekday, closes),
  ]);
  hours.sort((a, b) => a[0] - b[0]);
  hours.forEach(([opens, closes], i) => {
    const former = hours[i - 1];
    if (closes <= opens || (former && opens < former[1])) {
      throw new RangeError(
        `The calendar '${definition.key}' has hours on ${weekday} that end before they begin or overlap: write [open, close] in order.`,
      );
    }
  });
  return hours;
}

function minutesOf(definition: CalendarDefinition, weekday: string, text: string): number {
  if (!TIME.test(text)) {
    throw new RangeError(`The calendar '${definition.key}' has '${text}' on ${weekday}: write a time such as 09:00.`);
  }
  const [hour, minute] = text.split(':').map(Number) as [number, number];
  return hour * 60 + minute;
}

function holidayOf(definition: CalendarDefinition, text: string): number {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== text) {
    throw new RangeError(
      `The calendar '${definition.key}' has the holiday '${text}': write a date such as 2026-12-25.`,
    );
  }
  return day;
}

function layOut(zone: IANAZone, hours: Calendar['hours'], year: number): CalendarYear {
  const stretches: Stretch[] = [];
  let total = 0;
  for (let day = Date.UTC(year, 0, 1); new Date(day).getUTCFullYear() === year; day += DAY_MS) {
    for (const [opens, closes] of dayStretches(zone, day, hours(day))) {
      stretches.push({ opens, closes, before: total });
      total += closes - opens;
    }
  }
  return { stretches, total };
}
