import type { Tx } from './database.js';

/**
 * Locks the leads in id order (everybody does, so that nobody deadlocks), then sets `tx.at` to the database clock:
 * what is decided after this happens after everything decided before it about the same leads. Unknown ids are passed over.
 */
export async function lockLeads(tx: Tx, leadIds: readonly string[]): Promise<void> {
  await tx.query('select id from leads where id = any($1) order by id for no key update', [[...new Set(leadIds)]]);
  const [row] = await tx.query<{ at: Date }>(`select date_trunc('milliseconds', clock_timestamp()) as at`);
  tx.at = (row as { at: Date }).at;
}
