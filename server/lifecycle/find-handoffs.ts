import type { Db } from '../db/database.js';
import type { Handoff } from '../entities/handoff.entity.js';
import { HANDOFF_COLUMNS } from './handoff-columns.js';

/** Handoffs by id, in the order asked; null where there is none. */
export async function findHandoffs(db: Db, ids: readonly string[]): Promise<(Handoff | null)[]> {
  const rows = await db.query<Handoff>(`select ${HANDOFF_COLUMNS} from handoffs h where h.id = any($1)`, [ids]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id) ?? null);
}
