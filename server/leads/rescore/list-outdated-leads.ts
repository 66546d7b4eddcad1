import type { Db } from '../../db/database.js';

/** Leads, by id after `after`, last judged under another release than this one; read without locks. */
export async function listOutdatedLeads(db: Db, release: number, after: string, limit: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(LIST, [release, after, limit]);
  return rows.map((row) => row.id);
}

/** How many there are. */
export async function countOutdatedLeads(db: Db, release: number): Promise<number> {
  const [row] = await db.query<{ leads: number }>(`select count(*)::int as leads ${OUTDATED}`, [release]);
  return row?.leads ?? 0;
}

const OUTDATED = `
  from engine_states e join leads l on l.id = e.lead_id
  where e.release <> $1 and l.merged_into is null and l.erased_at is null`;

const LIST = `select e.lead_id as id ${OUTDATED} and e.lead_id > $2 order by e.lead_id limit $3`;
