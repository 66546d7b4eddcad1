import { mayWriteHistory } from '../check/may-create-leads.js';
import { userError } from '../user-error.js';
import { type Item, type ItemOutcome, refusal } from './item.js';

const AHEAD_MS = 5 * 60_000;
const HISTORY_MS = 60_000;

/** Whether the item is history: of a historical import, or a move dated more than a minute back by who may do that. */
export function isHistory(item: Item, at: Date): boolean {
  return item.historical || (isDatedMove(item, at) && mayWriteHistory(item.principal));
}

/** Why an item cannot be taken at `at`, by the database clock; null when it can. */
export function refuseItem(item: Item, at: Date): ItemOutcome | null {
  const { occurredAt } = item;
  if (occurredAt && occurredAt.getTime() > at.getTime() + AHEAD_MS) {
    const message = `'occurredAt' ${occurredAt.toISOString()} is more than 5 minutes ahead of the database clock.`;
    const hint = `It is ${at.toISOString()} now: check the sender's clock.`;
    return refusal(userError('INVALID', ['occurredAt'], message, hint));
  }
  if (isDatedMove(item, at) && !isHistory(item, at)) {
    const message = 'Only ADMIN and INTEGRATOR may date a stage move more than a minute back.';
    return refusal(userError('FORBIDDEN', ['occurredAt'], message, 'Leave out the date to move the lead now.'));
  }
  return null;
}

function isDatedMove(item: Item, at: Date): boolean {
  const moves = item.kind === 'move' || (item.kind === 'upsert' && item.stage !== null);
  return moves && item.occurredAt !== null && item.occurredAt.getTime() < at.getTime() - HISTORY_MS;
}
