import type { Tx } from '../db/database.js';

/** Merges wait for each other, in all processes: each is decided on the main it changes. */
const MERGE_LOCK = 4_226_305;

/** Waits until nobody else merges, and keeps others from it until `tx` ends. */
export async function lockMerges(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [MERGE_LOCK]);
}
