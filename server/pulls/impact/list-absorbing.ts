import type { Db } from '../../db/database.js';

/**
 * Leads whose record is not that of what a replay reads of them: another was merged into them, or facts of theirs were
 * taken back, which count at no instant while the crossings they made stay. Whose facts those were their notes tell.
 */
export async function listAbsorbing(db: Db): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>(
    `select merged_into as id from leads where merged_into is not null
     union select lead_id from lead_notes where about = 'FACTS_RETRACTED'`,
  );
  return new Set(rows.map(({ id }) => id));
}
