import type { Db } from '../db/database.js';
import type { LogEvent, LogEventRow } from './log-event.js';
import { LOG_EVENT_SQL, toLogEvent } from './log-event.js';

/** The events at these places of the log, by `seq`; those no longer kept are absent. */
export async function findLogEvents(db: Db, epoch: number, seqs: readonly number[]): Promise<Map<number, LogEvent>> {
  if (seqs.length === 0) return new Map();
  const rows = await db.query<LogEventRow>(`${LOG_EVENT_SQL} where l.seq = any($1)`, [seqs]);
  return new Map(rows.map((row) => [row.seq, toLogEvent(epoch, row)]));
}
