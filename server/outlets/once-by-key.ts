import type { JsonObject } from '../../core/scoring/facts.js';
import type { Tx } from '../db/database.js';
import { inputHash } from '../leads/check/input-hash.js';
import { overtaken } from '../leads/intake/overtaken.js';
import { DAYS_KEPT } from '../leads/intake/recall-outcomes.js';
import type { UserError } from '../leads/user-error.js';
import { userError } from '../leads/user-error.js';

/** What a repeat is answered: ids and user errors, never a secret. */
export interface KeptOutcome {
  userErrors: UserError[];
  id: string | null;
}

/** An input under an idempotency key of the transaction's actor. */
export interface Keyed {
  key: string | null | undefined;
  operation: string;
  input: object;
}

/**
 * Does `work` once per actor and key, within a week; a repeat is answered from what was kept, another input under the
 * same key with IDEMPOTENCY_CONFLICT. Of two at once one is run again, and recalls.
 */
export async function onceByKey<Outcome extends KeptOutcome>(
  tx: Tx,
  { key, operation, input }: Keyed,
  work: () => Promise<Outcome>,
): Promise<Outcome | KeptOutcome> {
  if (key === null || key === undefined) return work();
  const hash = inputHash(operation, input);
  const [kept] = await tx.query<{ hash: string; outcome: KeptOutcome }>(
    `select input_hash as hash, outcome from idempotency_keys
     where principal = $1 and key = $2 and created_at > now() - make_interval(days => ${DAYS_KEPT})`,
    [tx.actor, key],
  );
  if (kept) return kept.hash === hash ? kept.outcome : { userErrors: [conflict(key)], id: null };
  const outcome = await work();
  const { userErrors, id } = outcome;
  const rows = await tx.query(KEEP, [
    tx.actor,
    key,
    operation,
    hash,
    JSON.stringify({ userErrors, id } as unknown as JsonObject),
    tx.at,
  ]);
  if (rows.length === 0) throw overtaken('an outcome was kept under the same idempotency key');
  return outcome;
}

function conflict(key: string): UserError {
  const message = `The idempotencyKey '${key}' was used with another input within ${DAYS_KEPT} days.`;
  return userError('IDEMPOTENCY_CONFLICT', ['idempotencyKey'], message, 'Use a new key for a new input.');
}

const KEEP = `
  insert into idempotency_keys as present (principal, key, operation, input_hash, outcome, created_at)
  values ($1, $2, $3, $4, $5, $6)
  on conflict (principal, key) do update
    set operation = excluded.operation, input_hash = excluded.input_hash, outcome = excluded.outcome,
      created_at = excluded.created_at
    where present.created_at <= now() - make_interval(days => ${DAYS_KEPT})
  returning 1`;
