import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import { compileCalendar } from '../../../../core/definitions/business-time/calendar.js';
import { dueAt } from '../../../../core/definitions/business-time/due-at.js';
import { workingTime } from '../../../../core/definitions/business-time/working-time.js';
import type { CalendarDefinition } from '../../../../core/definitions/tree.js';
import { fc } from '../../../helpers/fast-check.js';

type Hours = [string, string][];

function calendarOf(hours: Hours, options: { zone?: string; holidays?: string[]; weekend?: Hours } = {}) {
  const week: CalendarDefinition['week'] = {};
  for (const day of ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']) week[day] = hours;
  if (options.weekend) week['saturday'] = options.weekend;
  return compileCalendar({
    key: 'office',
    timeZone: options.zone ?? 'Europe/Berlin',
    week,
    holidays: options.holidays ?? [],
  });
}

const at = (text: string, zone = 'Europe/Berlin') => DateTime.fromISO(text, { zone }).toMillis();
const say = (instant: number, zone = 'Europe/Berlin') =>
  DateTime.fromMillis(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
const NINE_TO_FIVE: Hours = [['09:00', '17:00']];

/** 2026-06-01 is a Monday. */
describe('a business clock, 09–17 Monday to Friday', () => {
  const office = calendarOf(NINE_TO_FIVE);
  const within = (start: string, duration: string, calendar = office) =>
    say(dueAt({ within: duration, clock: 'business' }, calendar, at(start)));

  it.each([
    ['Fri 16:30 + 1 h', '2026-06-05T16:30', 'PT1H', '2026-06-08T09:30:00'],
    ['Sat 18:00 + 1 h', '2026-06-06T18:00', 'PT1H', '2026-06-08T10:00:00'],
    ['Sat 15:00 + 4 h', '2026-06-06T15:00', 'PT4H', '2026-06-08T13:00:00'],
    ['Mon 16:00 + 1 h ends at the closing', '2026-06-01T16:00', 'PT1H', '2026-06-01T17:00:00'],
    ['Mon 17:00 + 1 h', '2026-06-01T17:00', 'PT1H', '2026-06-02T10:00:00'],
    ['no time at all is now', '2026-06-06T15:00', 'PT0S', '2026-06-06T15:00:00'],
  ])('%s', (_, start, duration, due) => {
    expect(within(start, duration)).toBe(due);
  });

  it('passes over a holiday', () => {
    const holiday = calendarOf(NINE_TO_FIVE, { holidays: ['2026-06-08'] });
    expect(within('2026-06-05T16:30', 'PT1H', holiday)).toBe('2026-06-09T09:30:00');
    expect(within('2026-06-05T10:00', 'PT24H', holiday)).toBe('2026-06-11T10:00:00');
  });

  it('counts split shifts', () => {
    const split = calendarOf([
      ['08:00', '12:00'],
      ['13:30', '18:00'],
    ]);
    expect(within('2026-06-03T11:30', 'PT1H', split)).toBe('2026-06-03T14:00:00');
    expect(within('2026-06-03T12:30', 'PT1H', split)).toBe('2026-06-03T14:30:00');
  });

  it('refuses days', () => {
    expect(() => within('2026-06-03T11:30', 'P1D')).toThrow(/has days/);
  });
});

describe('a businessDay clock, 08:30–17:00', () => {
  const office = calendarOf([['08:30', '17:00']]);
  it.each([
    ['in working time keeps its wall-clock time', 'P1D', '2026-06-02T11:32:33', '2026-06-03T11:32:33'],
    ['outside counts from the next opening', 'P1D', '2026-06-02T17:09', '2026-06-04T08:30:00'],
    ['passes the weekend', 'P1D', '2026-06-05T12:00', '2026-06-08T12:00:00'],
    ['P0D is the last closing of the day', 'P0D', '2026-06-05T12:00', '2026-06-05T17:00:00'],
    ['P0D outside is the closing of the next opening', 'P0D', '2026-06-05T17:00', '2026-06-08T17:00:00'],
    ['P1W is seven working days', 'P1W', '2026-06-01T09:00', '2026-06-10T09:00:00'],
  ])('%s', (_, within, start, due) => {
    expect(say(dueAt({ within, clock: 'businessDay' }, office, at(start)))).toBe(due);
  });

  it('moves to the next opening where the wall-clock time is no working time on that day', () => {
    const short = calendarOf([['08:30', '17:00']], { weekend: [['10:00', '12:00']] });
    const due = (start: string) => say(dueAt({ within: 'P1D', clock: 'businessDay' }, short, at(start)));
    expect(due('2026-06-05T09:00')).toBe('2026-06-06T10:00:00');
    expect(due('2026-06-05T16:00')).toBe('2026-06-08T08:30:00');
  });

  it('refuses a time part', () => {
    expect(() => dueAt({ within: 'P1DT1H', clock: 'businessDay' }, office, at('2026-06-05T09:00'))).toThrow(
      /time part/,
    );
  });
});

describe('an elapsed clock', () => {
  const due = (within: string, start: string, zone?: string) =>
    dueAt({ within, clock: 'elapsed' }, zone ? calendarOf(NINE_TO_FIVE, { zone }) : null, at(start, zone ?? 'UTC'));

  it('counts hours exactly and days by the wall clock', () => {
    expect(say(due('PT24H', '2026-06-05T10:00', 'Europe/Berlin'))).toBe('2026-06-06T10:00:00');
    expect(say(due('PT24H', '2026-03-28T10:00', 'Europe/Berlin'))).toBe('2026-03-29T11:00:00');
    expect(say(due('P1D', '2026-03-28T10:00', 'Europe/Berlin'))).toBe('2026-03-29T10:00:00');
    expect(say(due('P120D', '2026-01-15T10:00', 'Europe/Berlin'))).toBe('2026-05-15T10:00:00');
    expect(due('P1D', '2026-03-28T10:00')).toBe(at('2026-03-29T10:00', 'UTC'));
  });

  it('moves a skipped time on by the gap and takes a repeated one as the first', () => {
    expect(say(due('P1D', '2026-03-28T02:30', 'Europe/Berlin'))).toBe('2026-03-29T03:30:00');
    expect(due('P1D', '2026-10-24T02:30', 'Europe/Berlin')).toBe(Date.parse('2026-10-25T00:30:00Z'));
    expect(due('P300D', '2025-12-29T02:30', 'Europe/Berlin')).toBe(Date.parse('2026-10-25T00:30:00Z'));
    expect(due('P1D', '2026-10-31T01:30', 'America/New_York')).toBe(Date.parse('2026-11-01T05:30:00Z'));
  });
});

describe('a calendar', () => {
  const make = (week: CalendarDefinition['week'], more: Partial<CalendarDefinition> = {}) =>
    compileCalendar({ key: 'c', timeZone: 'UTC', week, ...more });

  it('without working time, with bad hours, zone or holiday is refused', () => {
    expect(() => make({})).toThrow(/no working time/);
    expect(() => make({ monday: [] })).toThrow(/no working time/);
    expect(() => make({ monday: [['17:00', '09:00']] })).toThrow(/end before they begin/);
    expect(() => make({ monday: [['9', '17:00']] })).toThrow(/'9' on monday/);
    expect(() => make({ monday: NINE_TO_FIVE }, { timeZone: 'Mars/Base' })).toThrow(/Mars\/Base/);
    expect(() => make({ monday: NINE_TO_FIVE }, { holidays: ['2026-02-30'] })).toThrow(/2026-02-30/);
  });
});

/** Working milliseconds a minute at a time, by luxon's own clock: independent of the arithmetic on intervals. */
function minutesWorked(week: Record<number, Hours>, zone: string, holidays: string[]) {
  return (from: number): boolean => {
    const local = DateTime.fromMillis(from, { zone });
    if (holidays.includes(local.toISODate() as string)) return false;
    const clock = local.toFormat('HH:mm');
    return (week[local.weekday] ?? []).some(([opens, closes]) => opens <= clock && clock < closes);
  };
}

describe('against counting minutes', () => {
  const split: Hours = [
    ['01:00', '03:30'],
    ['08:15', '12:00'],
    ['13:30', '24:00'],
  ];

  it.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'])(
    'agrees through both clock changes in %s',
    (zone) => {
      const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
      const hoursOf = (i: number): Hours => (i === 2 ? [] : i % 2 ? NINE_TO_FIVE : split);
      const holidays = ['2026-03-09', '2026-03-30', '2026-10-26', '2026-11-02'];
      const calendar = compileCalendar({
        key: 'c',
        timeZone: zone,
        week: Object.fromEntries(days.map((day, i) => [day, hoursOf(i)])),
        holidays,
      });
      const open = minutesWorked(Object.fromEntries(days.map((_, i) => [i + 1, hoursOf(i)])), zone, holidays);
      const anchors = ['2026-03-07', '2026-03-28', '2026-04-04', '2026-10-03', '2026-10-24', '2026-10-31'];
      fc.assert(
        fc.property(
          fc.constantFrom(...anchors),
          fc.integer({ min: 0, max: 3 * 1440 }),
          fc.integer({ min: 1, max: 1500 }),
          (anchor, offset, wanted) => {
            const start = Date.parse(`${anchor}T00:00:00Z`) + offset * 60_000;
            let worked = 0;
            let minute = start;
            for (; worked < wanted; minute += 60_000) if (open(minute)) worked++;
            const due = dueAt({ within: `PT${wanted}M`, clock: 'business' }, calendar, start);
            expect(new Date(due).toISOString()).toBe(new Date(minute).toISOString());
            expect(workingTime(calendar, start, due)).toBe(wanted * 60_000);
          },
        ),
        { numRuns: 15, seed: Number(process.env['SEED'] ?? 20_261_122) },
      );
    },
  );

  it('reaches five years ahead without walking them', () => {
    const office = calendarOf(NINE_TO_FIVE);
    const start = at('2026-06-01T09:00');
    const due = dueAt({ within: 'PT10440H', clock: 'business' }, office, start);
    expect(workingTime(office, start, due)).toBe(10_440 * 3_600_000);
    expect(say(due)).toBe('2031-05-30T17:00:00');
  });
});
