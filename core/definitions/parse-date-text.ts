import { DateTime } from 'luxon';
import type { Instant } from '../scoring/facts.js';
import { parseInstant } from '../scoring/instant.js';

const WITHOUT_ZONE = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?)?$/;

/**
 * The instant a text of a file names, in whole milliseconds; undefined when it names none. Without `format`: RFC 3339,
 * or that without a zone, then of `zone` (a date is its midnight there, a skipped local time moves on by the gap).
 */
export function parseDateText(text: string, zone: string, format?: string): Instant | undefined {
  if (format !== undefined) return valid(DateTime.fromFormat(text, format, { zone, locale: 'en-US' }));
  if (!WITHOUT_ZONE.test(text)) return parseInstant(text);
  if (zone !== 'UTC') return valid(DateTime.fromISO(text.replace(' ', 'T'), { zone }));
  return parseInstant(text.length === 10 ? text : `${text.length === 16 ? `${text}:00` : text}Z`);
}

/** Whether the runtime knows an IANA zone of that name. */
export function isTimeZone(zone: string): boolean {
  return DateTime.fromMillis(0, { zone }).isValid;
}

function valid(date: DateTime): Instant | undefined {
  return date.isValid ? date.toMillis() : undefined;
}
