import type { Db } from '../db/database.js';
import { encodeCursor } from './cursor.js';

/** The cursors of events by their ids (a transition's, a crossing's); those not yet in the log are absent. */
export async function findEventCursors(
  db: Db,
  epoch: number,
  eventIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.query<{ id: string; seq: number }>(
    'select event_id as id, seq from event_log where event_id = any($1)',
    [eventIds],
  );
  return new Map(rows.map((row) => [row.id, encodeCursor(epoch, row.seq)]));
}
