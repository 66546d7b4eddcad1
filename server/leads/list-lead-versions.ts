import type { Db } from '../db/database.js';

/**
 * A text for each of these leads there is that changes whenever something of it does: the row, its score, or anything
 * the log tells of it (handoffs, clocks, suggestions, qualification).
 */
export async function listLeadVersions(db: Db, ids: readonly string[]): Promise<{ id: string; version: string }[]> {
  return db.query(
    `select l.id, concat_ws(':', l.version, l.updated_at, s.at,
       (select max(e.seq) from event_log e where e.lead_id = l.id)) as version
     from leads l left join lead_scores s on s.lead_id = l.id where l.id = any($1)`,
    [ids],
  );
}
