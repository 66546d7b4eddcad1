import { describe, expect, it } from '@jest/globals';
import { compileCalendar } from '../../../../core/definitions/business-time/calendar.js';
import { dueAt } from '../../../../core/definitions/business-time/due-at.js';
import type { CalendarDefinition, SlaPolicyDefinition } from '../../../../core/definitions/tree.js';
import { countOpen, openMinutes, readLocalMinutes } from '../sla/local-minutes.js';
import { startReference } from '../sla/reference-clock.js';

const HOUR = 3_600_000;
/** A year and what its last due times need. */
const DAYS = 400;
const TERMS = [
  { within: 'PT1H', clock: 'business' },
  { within: 'PT37H15M', clock: 'business' },
  { within: 'P0D', clock: 'businessDay' },
  { within: 'P3D', clock: 'businessDay' },
  { within: 'P1D', clock: 'elapsed' },
] as const;

const calendarOf = (timeZone: string): CalendarDefinition => {
  const split: [string, string][] = [
    ['08:00', '12:00'],
    ['13:30', '18:00'],
  ];
  const late: [string, string][] = [
    ['00:00', '02:30'],
    ['09:00', '24:00'],
  ];
  const week = { monday: split, tuesday: split, wednesday: split, thursday: split, saturday: late, sunday: late };
  return { key: 'c', timeZone, week, holidays: ['2026-01-01', '2026-04-06', '2026-05-25', '2026-12-26', '2027-01-01'] };
};

describe('due times of every hour of a year, against counting every working second', () => {
  it.each(['Europe/Berlin', 'America/New_York', 'Asia/Kolkata'])('differ nowhere in %s', (zone) => {
    const definition = calendarOf(zone);
    const calendar = compileCalendar(definition);
    const minutes = readLocalMinutes(zone, '2026-01-01', DAYS);
    const open = openMinutes(minutes, definition);
    const wall = { minutes, open, openBefore: countOpen(open) };
    const different: string[] = [];
    for (const terms of TERMS) {
      const policy = { ...terms, key: 'p', label: 'p', owedBy: 'sales' } as unknown as SlaPolicyDefinition;
      for (let hour = 24; hour < 366 * 24; hour++) {
        const start = minutes.start + hour * HOUR + (hour % 3600) * 1_000;
        const due = dueAt(terms, calendar, start);
        const counted = startReference(wall, policy, start).firstDue;
        if (due !== counted) different.push(`${terms.within} from ${new Date(start).toISOString()}: ${due} ${counted}`);
      }
    }
    expect(different).toEqual([]);
  });
});
