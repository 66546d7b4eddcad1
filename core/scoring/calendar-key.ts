import type { Instant } from './facts.js';

const DAY = 86_400_000;
const QUARTER = 900_000;

/** Numbers the calendar day or the ISO week (Monday first) of an instant in an IANA zone; throws RangeError on an unknown zone. */
export function calendarKey(unit: '$day' | '$week', timeZone: string): (at: Instant) => number {
  const offsetAt = zoneOffset(timeZone);
  if (unit === '$day') return (at) => Math.floor((at + offsetAt(at)) / DAY);
  return (at) => Math.floor((Math.floor((at + offsetAt(at)) / DAY) + 3) / 7);
}

/** Zone rules change on quarters of an hour, so one look-up serves a quarter. */
function zoneOffset(timeZone: string): (at: Instant) => number {
  if (timeZone === 'UTC') return () => 0;
  const format = zoneFormat(timeZone);
  const known = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER);
    let offset = known.get(quarter);
    if (offset === undefined) {
      offset = readOffset(format, quarter * QUARTER);
      if (known.size > 20_000) known.clear();
      known.set(quarter, offset);
    }
    return offset;
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
