import type { Db } from '../db/database.js';
import type { EventFilter } from './event-filter.js';
import { filterSql } from './filter-sql.js';
import type { LogEvent, LogEventRow } from './log-event.js';
import { LOG_EVENT_SQL, toLogEvent } from './log-event.js';

/** A stretch of the log: after one `seq`, up to another. */
export interface Stretch {
  after: number;
  through?: number;
  filter?: EventFilter;
  limit: number;
  /** The newest `limit` instead of the oldest; the answer is oldest first all the same. */
  newest?: boolean;
}

/** The events of a stretch of the log that pass its filter, oldest first. */
export async function readEvents(db: Db, epoch: number, stretch: Stretch): Promise<LogEvent[]> {
  const parameters: unknown[] = [stretch.after, stretch.through ?? null, stretch.limit];
  const rows = await db.query<LogEventRow>(
    `${LOG_EVENT_SQL}
     where l.seq > $1 and ($2::bigint is null or l.seq <= $2) and ${filterSql(stretch.filter ?? {}, parameters)}
     order by l.seq ${stretch.newest ? 'desc' : ''} limit $3`,
    parameters,
  );
  if (stretch.newest) rows.reverse();
  return rows.map((row) => toLogEvent(epoch, row));
}
