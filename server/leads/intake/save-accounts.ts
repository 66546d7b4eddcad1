import type { JsonObject } from '../../../core/scoring/facts.js';
import type { Tx } from '../../db/database.js';

/** Writes what locked accounts are called and their attributes. */
export async function saveAccounts(
  tx: Tx,
  accounts: ReadonlyMap<string, { name: string | null; attributes: JsonObject }>,
): Promise<void> {
  if (accounts.size === 0) return;
  const rows = [...accounts].map(([id, account]) => ({ id, ...account }));
  await tx.query(
    `update accounts a set name = g.name, attributes = g.attributes, updated_at = $2, version = a.version + 1
     from jsonb_to_recordset($1::jsonb) as g (id text, name text, attributes jsonb) where a.id = g.id`,
    [JSON.stringify(rows), tx.at],
  );
}
