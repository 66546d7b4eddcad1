import { DateTime } from 'luxon';
import { compileCalendar } from '../../core/definitions/business-time/calendar.js';
import { dueAt } from '../../core/definitions/business-time/due-at.js';
import { showTable } from './scoring/show-table.js';

/** A deadline five years out: 10,440 hours of 09–17, Monday to Friday. */
const HOURS = 10_440;
const ROUNDS = 5;
const OURS = 20_000;
const WALKS = 20;
const zone = 'Europe/Berlin';
const week = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [
    day,
    [['09:00', '17:00'] as [string, string]],
  ]),
);
const calendar = compileCalendar({ key: 'office', timeZone: zone, week });
const start = DateTime.fromISO('2026-06-01T11:00', { zone });

/** The peer: luxon, a day at a time, as most code of this kind is written. */
function walkDays(from: DateTime, hours: number): number {
  let left = hours * 60;
  let day = from.startOf('day');
  for (;;) {
    if (day.weekday <= 5) {
      const opens = DateTime.max(from, day.set({ hour: 9 }));
      const closes = day.set({ hour: 17 });
      const minutes = closes.diff(opens, 'minutes').minutes;
      if (minutes >= left) return opens.plus({ minutes: left }).toMillis();
      left -= Math.max(0, minutes);
    }
    day = day.plus({ days: 1 });
  }
}

function microseconds(times: number, work: () => number): number {
  const began = performance.now();
  let sum = 0;
  for (let i = 0; i < times; i++) sum += work();
  if (Number.isNaN(sum)) throw new Error('no time came out');
  return ((performance.now() - began) * 1_000) / times;
}

const from = start.toMillis();
const within = { within: `PT${HOURS}H`, clock: 'business' as const };
if (dueAt(within, calendar, from) !== walkDays(start, HOURS)) throw new Error('the two disagree');
const ours: number[] = [];
const walks: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  ours.push(microseconds(OURS, () => dueAt(within, calendar, from)));
  walks.push(microseconds(WALKS, () => walkDays(start, HOURS)));
}
const [mine, walked] = [Math.min(...ours), Math.min(...walks)];
showTable(
  [
    { what: 'luxon, day by day', measured: `${walked.toFixed(1)} µs`, ratio: 1 },
    { what: 'a deadline five years out', measured: `${mine.toFixed(2)} µs`, ratio: walked / mine, wanted: 1_000 },
  ],
  process.argv.includes('--json'),
);
