import type { ItemOutcome } from './intake/item.js';
import { type UserError, userError } from './user-error.js';

/** The outcome of an item that was tried; rethrows what kept it from being written. */
export function settled(outcome: ItemOutcome | Error | undefined): ItemOutcome {
  if (outcome instanceof Error) throw outcome;
  if (!outcome) throw new Error('the queue did not answer an item');
  return outcome;
}

/** The error of an item of a batch whose others were written. */
export function unwritable(): UserError {
  const hint = 'Send it again; if it fails again, ask the operator to look into the log.';
  return userError('INVALID', [], 'This item could not be written; the others were not held up by it.', hint);
}

/** An error of the item at `index` of the list `list`. */
export function atIndex(error: UserError, list: string, index: number): UserError {
  return { ...error, field: [list, String(index), ...(error.field ?? [])] };
}
