import type { JsonObject } from '../../core/scoring/facts.js';
import type { Tx } from './database.js';

/** Who did what under which key; `hash` stands for the input. */
export interface OutcomeKey {
  principal: string;
  key: string;
  operation: string;
  hash: string;
}

/** What became of a key: it is ours to use, was used for the same input, or for another. */
export type Claim = { outcome: JsonObject } | 'ours' | 'conflict';

const DAYS_KEPT = 7;

/**
 * Claims a key of idempotency: another transaction that uses it waits until this one ends, and is then told what came
 * of it. Whoever has it ends with `keepOutcome`.
 */
export async function claimOutcome(tx: Tx, { principal, key, operation, hash }: OutcomeKey): Promise<Claim> {
  const claimed = await tx.query(
    `insert into idempotency_keys as present (principal, key, operation, input_hash, outcome, created_at)
     values ($1, $2, $3, $4, '{}', $5)
     on conflict (principal, key) do update
       set operation = excluded.operation, input_hash = excluded.input_hash, created_at = excluded.created_at
       where present.created_at <= now() - make_interval(days => ${DAYS_KEPT})
     returning 1`,
    [principal, key, operation, hash, tx.at],
  );
  if (claimed.length > 0) return 'ours';
  const [kept] = await tx.query<{ hash: string; outcome: JsonObject }>(
    'select input_hash as hash, outcome from idempotency_keys where principal = $1 and key = $2',
    [principal, key],
  );
  return kept?.hash === hash ? { outcome: kept.outcome } : 'conflict';
}

/** Keeps what came of a claimed key: ids and problems, no text of others. */
export async function keepOutcome(tx: Tx, { principal, key }: OutcomeKey, outcome: JsonObject): Promise<void> {
  await tx.query('update idempotency_keys set outcome = $3 where principal = $1 and key = $2', [
    principal,
    key,
    JSON.stringify(outcome),
  ]);
}
