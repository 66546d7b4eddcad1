import type { Optional } from '../inputs.js';
import { type UserError, userError } from '../user-error.js';

const EARLIEST = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

/** Problems of an instant in itself; whether it lies ahead is judged by the database clock. */
export function checkInstant(value: Optional<Date>, field: string[]): UserError[] {
  if (value === null || value === undefined) return [];
  const time = value instanceof Date ? value.getTime() : Number.NaN;
  if (time >= EARLIEST && time < LATEST) return [];
  const hint = 'Give an RFC 3339 instant between 1900 and 2200, such as 2026-01-31T09:00:00Z.';
  return [userError('INVALID', field, `'${field.at(-1)}' is not an instant that can be kept.`, hint)];
}

/** Problems of a tie-break: not a whole number of 32 bits. */
export function checkSequence(value: Optional<number>, field: string[]): UserError[] {
  if (value === null || value === undefined || (Number.isInteger(value) && Math.abs(value) < 2 ** 31)) return [];
  return [userError('INVALID', field, `'${field.at(-1)}' must be a whole number below 2147483648.`)];
}
