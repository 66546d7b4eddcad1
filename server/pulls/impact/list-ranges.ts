import type { Db } from '../../db/database.js';
import type { LeadRange } from '../../leads/history/load-rows.js';

const LEADS_A_RANGE = 1_000;

/** All leads made before an instant as ranges of 1,000, in order. */
export async function listRanges(db: Db, before: number): Promise<LeadRange[]> {
  const rows = await db.query<{ id: string }>(
    `select id from (
       select id, row_number() over (order by id) as place, lead(id) over (order by id) is null as "isLast"
       from leads where created_at < $1 and merged_into is null) as placed
     where place % ${LEADS_A_RANGE} = 0 or "isLast" order by id`,
    [new Date(before)],
  );
  return rows.map(({ id }, index) => ({ after: rows[index - 1]?.id ?? '', through: id }));
}
