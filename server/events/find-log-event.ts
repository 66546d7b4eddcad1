import type { Db } from '../db/database.js';
import { FLOOR_SQL } from './chains.js';
import type { LogEvent, LogEventRow } from './log-event.js';
import { LOG_EVENT_SQL, toLogEvent } from './log-event.js';

/** The event with this id, or null where the log has none (yet, or any more). */
export async function findLogEvent(db: Db, epoch: number, eventId: string): Promise<LogEvent | null> {
  const [row] = await db.query<LogEventRow>(`${LOG_EVENT_SQL} where l.event_id = $1 and l.seq > ${FLOOR_SQL.event}`, [
    eventId,
  ]);
  return row ? toLogEvent(epoch, row) : null;
}
