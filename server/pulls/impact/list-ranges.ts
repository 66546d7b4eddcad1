import type { Db } from '../../db/database.js';
import type { LeadRange } from '../../leads/history/load-rows.js';

/** How many leads, and facts of leads, are read together. */
export interface RangeSize {
  leads: number;
  facts: number;
}

/** Many leads at once are read cheaper, and what was told of them is held at once. */
const SIZE: RangeSize = { leads: 8_500, facts: 120_000 };
const FEWEST = 500;
/** So many ranges are enough to keep all threads busy to the end, and to tell how far they are. */
const RANGES = 12;

/** All leads as ranges of some thousand, in order of their ids; where the borders are changes no answer. */
export async function listRanges(db: Db, size = SIZE): Promise<LeadRange[]> {
  const leads = await countLeads(db, size);
  // without a condition an index has the answer
  const rows = await db.query<{ id: string }>(
    `select id from (select id, row_number() over (order by id) as place from leads) as placed
     where place % $1 = 0 or id = (select max(id) from leads) order by id`,
    [leads],
  );
  return rows.map(({ id }, index) => ({ after: rows[index - 1]?.id ?? '', through: id }));
}

/** How many leads make a range, by how much was told of one on average: an even number of ranges, for two threads. */
async function countLeads(db: Db, size: RangeSize): Promise<number> {
  const [found] = await db.query<{ leads: number; facts: number }>(
    `select (select count(*)::int from leads) as leads,
       (select reltuples::float8 from pg_class where oid = 'facts'::regclass) as facts`,
  );
  const { leads = 0, facts = 0 } = found ?? {};
  const byFacts = facts > 0 ? (size.facts * leads) / facts : FEWEST;
  const most = Math.max(FEWEST, Math.min(size.leads, byFacts, leads / RANGES));
  return Math.ceil(leads / (2 * Math.ceil(leads / most / 2))) || FEWEST;
}
