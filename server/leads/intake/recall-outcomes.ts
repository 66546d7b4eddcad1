import type { Tx } from '../../db/database.js';
import { userError } from '../user-error.js';
import { type Item, type ItemOutcome, refusal } from './item.js';

/** Outcomes are kept for a week. */
export const DAYS_KEPT = 7;

/** Names an item's key among all principals'; null where it has none. */
export function outcomeKey({ principal, idempotency }: Item): string | null {
  return idempotency ? `${principal.actor}\n${idempotency.key}` : null;
}

/** What items with a known key are answered: the outcome kept, or a conflict where the input was another. */
export async function recallOutcomes(tx: Tx, items: readonly Item[]): Promise<Map<number, ItemOutcome>> {
  const keyed = items.flatMap((item, index) =>
    item.idempotency ? [{ index, key: outcomeKey(item) as string, item }] : [],
  );
  const recalled = new Map<number, ItemOutcome>();
  if (keyed.length === 0) return recalled;
  const rows = await tx.query<{ principal: string; key: string; input_hash: string; outcome: ItemOutcome }>(
    `select k.principal, k.key, k.input_hash, k.outcome
     from idempotency_keys k join unnest($1::text[], $2::text[]) as g (principal, key) using (principal, key)
     where k.created_at > now() - make_interval(days => ${DAYS_KEPT})`,
    [keyed.map(({ key }) => key.split('\n')[0]), keyed.map(({ item }) => item.idempotency?.key)],
  );
  const kept = new Map(rows.map((row) => [`${row.principal}\n${row.key}`, row]));
  for (const { index, key, item } of keyed) {
    const row = kept.get(key);
    if (!row) continue;
    const same = row.input_hash === item.idempotency?.hash;
    recalled.set(index, same ? repeated(row.outcome) : conflict(item));
  }
  return recalled;
}

/** A repeat is answered as the first was, and taken for a duplicate. */
export function repeated(outcome: ItemOutcome): ItemOutcome {
  return { ...outcome, accepted: false, duplicate: outcome.userErrors.length === 0 };
}

/** The key was used for another input. */
export function conflict(item: Item): ItemOutcome {
  const message = `The idempotencyKey '${item.idempotency?.key}' was used with another input within ${DAYS_KEPT} days.`;
  return refusal(userError('IDEMPOTENCY_CONFLICT', ['idempotencyKey'], message, 'Use a new key for a new input.'));
}
