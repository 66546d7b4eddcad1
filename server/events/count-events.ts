import type { Db } from '../db/database.js';
import { FLOOR_SQL } from './chains.js';
import type { EventFilter } from './event-filter.js';
import { filterSql } from './filter-sql.js';

const COUNTED = 10_000;

/** How many kept events pass a filter: exact to 10,000, null above. */
export async function countEvents(db: Db, filter: EventFilter | null | undefined): Promise<number | null> {
  const parameters: unknown[] = [COUNTED + 1];
  const [row] = await db.query<{ count: number }>(
    `select count(*) as count from (
       select from event_log l left join leads d on d.id = l.lead_id
       where l.seq > ${FLOOR_SQL.event} and ${filterSql(filter ?? {}, parameters)} limit $1) as counted`,
    parameters,
  );
  return row && row.count <= COUNTED ? row.count : null;
}
