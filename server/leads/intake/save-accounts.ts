import { buildTimeline } from '../../../core/scoring/timeline.js';
import type { Tx } from '../../db/database.js';
import { accountColumns } from './lead-columns.js';
import { loadAccountFacts } from './load-facts.js';

/** Writes what locked accounts are called and their attributes, as their facts say. */
export async function saveAccounts(tx: Tx, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) return;
  const facts = await loadAccountFacts(tx, accountIds);
  const rows = [...facts].map(([id, told]) => ({ id, ...accountColumns(buildTimeline(told), id) }));
  await tx.query(
    `update accounts a set name = g.name, attributes = g.attributes, updated_at = $2, version = a.version + 1
     from jsonb_to_recordset($1::jsonb) as g (id text, name text, attributes jsonb) where a.id = g.id`,
    [JSON.stringify(rows), tx.at],
  );
}
