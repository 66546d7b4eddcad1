import type { Db } from '../../db/database.js';
import type { LeadRange } from '../../leads/history/load-rows.js';

/** Many leads at once are read cheaper, and all that was told of them is held at once. */
const [FEWEST, MOST] = [500, 2_000];
const FACTS_A_RANGE = 30_000;
/** So many ranges are enough to keep all threads busy to the end. */
const RANGES = 16;

/** All leads made before an instant as ranges of some thousand, in order. */
export async function listRanges(db: Db, before: number): Promise<LeadRange[]> {
  const leads = await countLeads(db, before);
  const rows = await db.query<{ id: string }>(
    `select id from (
       select id, row_number() over (order by id) as place, lead(id) over (order by id) is null as "isLast"
       from leads where created_at < $1 and merged_into is null) as placed
     where place % $2 = 0 or "isLast" order by id`,
    [new Date(before), leads],
  );
  return rows.map(({ id }, index) => ({ after: rows[index - 1]?.id ?? '', through: id }));
}

/** How many leads make a range, by how much was told of one on average. */
async function countLeads(db: Db, before: number): Promise<number> {
  const [found] = await db.query<{ leads: number; facts: number }>(
    `select (select count(*)::int from leads where created_at < $1 and merged_into is null) as leads,
       (select reltuples::float8 from pg_class where oid = 'facts'::regclass) as facts`,
    [new Date(before)],
  );
  const { leads = 0, facts = 0 } = found ?? {};
  const byFacts = facts > 0 ? (FACTS_A_RANGE * leads) / facts : FEWEST;
  return Math.ceil(Math.max(FEWEST, Math.min(MOST, byFacts, leads / RANGES)));
}
