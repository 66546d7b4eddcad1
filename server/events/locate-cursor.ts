import type { Db } from '../db/database.js';
import { FLOOR_SQL } from './chains.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { CursorError } from './cursor-error.js';

/** Between what the event log has: rows after `floor`, up to `head`. Equal when it is empty. */
export interface LogBounds {
  floor: number;
  head: number;
}

/** Names, as a cursor, the place before all that is kept. */
export const START = 'start';

/** The `seq` a cursor names in the log as it is now; throws a `CursorError` for one that cannot be honoured. */
export async function locateCursor(db: Db, epoch: number, cursor: string): Promise<number> {
  const seq = cursor === START ? null : decodeCursor(epoch, cursor);
  const { floor, head } = await readLogBounds(db);
  if (seq === null) return floor;
  if (seq > head) {
    throw new CursorError('CURSOR_AHEAD', 'This cursor is beyond the newest event: it was not given out by this log.');
  }
  if (seq < floor) throw expired(epoch, floor);
  return seq;
}

/** The refusal of a cursor from before `floor`. */
export function expired(epoch: number, floor: number): CursorError {
  const earliest = encodeCursor(epoch, floor);
  return new CursorError(
    'CURSOR_EXPIRED',
    `The events after this cursor are kept no longer. The earliest that can be resumed from is ${earliest}.`,
    earliest,
  );
}

/** Where the event log begins and ends at this moment. */
export async function readLogBounds(db: Db): Promise<LogBounds> {
  const [bounds] = await db.query<LogBounds>(
    `select seq as head, ${FLOOR_SQL.event} as floor from log_head where chain = 'event'`,
  );
  return bounds ?? { floor: 0, head: 0 };
}
