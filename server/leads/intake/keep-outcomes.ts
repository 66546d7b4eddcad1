import type { Tx } from '../../db/database.js';
import type { Item, ItemOutcome } from './item.js';
import { overtaken } from './overtaken.js';
import { DAYS_KEPT } from './recall-outcomes.js';

/**
 * Keeps the outcomes of keyed items, as the last thing a transaction does. Where another transaction kept one under the
 * same key meanwhile, throws a serialization failure: run again, it is recalled.
 */
export async function keepOutcomes(tx: Tx, kept: readonly { item: Item; outcome: ItemOutcome }[]): Promise<void> {
  if (kept.length === 0) return;
  const rows = await tx.query(
    `insert into idempotency_keys as present (principal, key, operation, input_hash, outcome, created_at)
     select principal, key, operation, input_hash, outcome, $6
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::jsonb[]) as g (principal, key, operation, input_hash, outcome)
     order by principal, key
     on conflict (principal, key) do update
       set operation = excluded.operation, input_hash = excluded.input_hash, outcome = excluded.outcome,
         created_at = excluded.created_at
       where present.created_at <= now() - make_interval(days => ${DAYS_KEPT})
     returning 1`,
    [
      kept.map(({ item }) => item.principal.actor),
      kept.map(({ item }) => item.idempotency?.key),
      kept.map(({ item }) => item.idempotency?.operation),
      kept.map(({ item }) => item.idempotency?.hash),
      kept.map(({ outcome }) => JSON.stringify(outcome)),
      tx.at,
    ],
  );
  if (rows.length < kept.length) throw overtaken('an outcome was kept under the same idempotency key');
}
