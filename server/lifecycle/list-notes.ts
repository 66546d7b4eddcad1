import type { Db } from '../db/database.js';
import type { LeadNote } from '../entities/lead-note.entity.js';

/** What people wrote about leads, oldest first, in the order of the leads; the newest 1,000 of each. */
export async function listNotes(db: Db, leadIds: readonly string[]): Promise<LeadNote[][]> {
  const rows = await db.query<LeadNote>(
    `select n.* from unnest($1::text[]) as o (id) cross join lateral (
       select id, lead_id as "leadId", about, subject, text, author, at from lead_notes
       where lead_id = o.id order by at desc, id desc limit 1000) n
     order by n.at, n.id`,
    [leadIds],
  );
  const byLead = Map.groupBy(rows, (row) => row.leadId);
  return leadIds.map((id) => byLead.get(id) ?? []);
}
