import type { Db } from '../db/database.js';
import type { EventFilter } from './event-filter.js';
import { locateCursor, readLogBounds } from './locate-cursor.js';
import type { LogEvent } from './log-event.js';
import { readEvents } from './read-events.js';

const DEFAULT_PAGE = 25;

/** Which page of the log: `first` after a cursor (the default, 25), or `last` before one; cursors are the log's own. */
export interface EventPageInput {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  filter?: EventFilter | null;
}

/** A page of events, oldest first, and whether there is more on either side of it. */
export interface EventPage {
  events: LogEvent[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

/** One page of the log, oldest first. Throws a `CursorError` for a cursor that cannot be honoured. */
export async function listEvents(db: Db, epoch: number, input: EventPageInput): Promise<EventPage> {
  const { floor } = await readLogBounds(db);
  const after = typeof input.after === 'string' ? await locateCursor(db, epoch, input.after) : floor;
  const before = typeof input.before === 'string' ? await locateCursor(db, epoch, input.before) : null;
  const newest = typeof input.last === 'number' && typeof input.first !== 'number';
  const size = (newest ? input.last : input.first) ?? DEFAULT_PAGE;
  const events = await readEvents(db, epoch, {
    after,
    ...(before === null ? {} : { through: before - 1 }),
    filter: input.filter ?? {},
    limit: size + 1,
    newest,
  });
  const more = events.length > size;
  if (more && newest) events.shift();
  else if (more) events.pop();
  return {
    events,
    hasNextPage: newest ? before !== null : more,
    hasPreviousPage: newest ? more : after > floor,
  };
}
