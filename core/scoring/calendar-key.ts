import type { Instant } from './facts.js';

const DAY = 86_400_000;
const QUARTER = 900_000;
const QUARTERS = DAY / QUARTER;

/** Numbers the calendar day or the ISO week (Monday first) of an instant in an IANA zone; throws RangeError on an unknown zone. */
export function calendarKey(unit: '$day' | '$week', timeZone: string): (at: Instant) => number {
  const offsetAt = zoneOffset(timeZone);
  if (unit === '$day') return (at) => Math.floor((at + offsetAt(at)) / DAY);
  return (at) => Math.floor((Math.floor((at + offsetAt(at)) / DAY) + 3) / 7);
}

/**
 * Most days have one offset, and it serves all of such a day; where a day begins with another than it ends with, zone rules
 * change on quarters of an hour, and one look-up serves a quarter.
 */
function zoneOffset(timeZone: string): (at: Instant) => number {
  if (timeZone === 'UTC') return () => 0;
  const format = zoneFormat(timeZone);
  const look = remembered((quarter) => readOffset(format, quarter * QUARTER));
  const ofDay = remembered((day) => {
    const [begins, ends] = [look(day * QUARTERS), look((day + 1) * QUARTERS)];
    return begins === ends ? begins : null;
  });
  return (at) => ofDay(Math.floor(at / DAY)) ?? look(Math.floor(at / QUARTER));
}

function remembered<Value>(find: (number: number) => Value): (number: number) => Value {
  const known = new Map<number, Value>();
  return (number) => {
    let value = known.get(number);
    if (value === undefined) {
      value = find(number);
      if (known.size > 20_000) known.clear();
      known.set(number, value);
    }
    return value;
  };
}

function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new RangeError(
      `The time zone ${JSON.stringify(timeZone)} is not known: use an IANA name, such as Europe/Berlin.`,
    );
  }
}

function readOffset(format: Intl.DateTimeFormat, at: Instant): number {
  const part: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = value;
  const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year);
  const local = Date.UTC(
    2000,
    Number(part.month) - 1,
    Number(part.day),
    Number(part.hour),
    Number(part.minute),
    Number(part.second),
  );
  return new Date(local).setUTCFullYear(year, Number(part.month) - 1, Number(part.day)) - at;
}
