import type { Db } from '../db/database.js';
import type { Lead } from '../entities/lead.entity.js';
import { readLeadRef } from './check/read-lead-ref.js';
import type { LeadRef } from './inputs.js';
import { identityKey, loadDirectory } from './intake/load-directory.js';
import { LEAD_COLUMNS } from './lead-row.js';

/** The lead a reference names, or null; a merged lead's id answers the one it was merged into. */
export async function findLead(db: Db, ref: LeadRef): Promise<Lead | null> {
  const { identity } = readLeadRef(ref, []);
  if (!identity) return null;
  const known = (await loadDirectory(db, [identity])).get(identityKey(identity));
  if (!known) return null;
  const [lead] = await findLeads(db, [known.id]);
  return lead ?? null;
}

/** The leads with these ids, in their order, null where there is none; merged ones are answered as themselves. */
export async function findLeads(db: Db, ids: readonly string[]): Promise<(Lead | null)[]> {
  if (ids.length === 0) return [];
  const rows = await db.query<Lead>(`select ${LEAD_COLUMNS} from leads l where l.id = any($1)`, [ids]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id) ?? null);
}
