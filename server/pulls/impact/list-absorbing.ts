import type { Db } from '../../db/database.js';

/** Leads that another was merged into. */
export async function listAbsorbing(db: Db): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>(
    'select distinct merged_into as id from leads where merged_into is not null',
  );
  return new Set(rows.map(({ id }) => id));
}
