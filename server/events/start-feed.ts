import type pg from 'pg';
import type { Db } from '../db/database.js';
import { coalesce } from './coalesce.js';
import { encodeCursor } from './cursor.js';
import type { EventFilter } from './event-filter.js';
import { matchesFilter } from './event-filter.js';
import { createEventRing } from './event-ring.js';
import { listen } from './listen.js';
import { expired, locateCursor, readLogBounds } from './locate-cursor.js';
import type { LogEvent } from './log-event.js';
import { readEvents } from './read-events.js';
import { EVENTS_CHANNEL } from './start-sequencer.js';

const POLL_MS = 400;
const DOUBT_MS = 5_000;
const TAIL = 1_000;

/** Rows of the log one page looks through at most, so that a rare filter never makes one long statement. */
const WINDOW = 20_000;

/** A stretch of the log that was looked through: what passed the filter in it, and where it ended. */
export interface FeedPage {
  events: LogEvent[];
  through: number;
}

/** The log as one process follows it: one tailer, any number of readers that each hold no more than a position. */
export interface Feed {
  /** Part of every cursor; changes when the database has become another one while it was followed. */
  readonly epoch: number;
  /** The newest `seq` this process has read; all listeners have been told of it. */
  readonly head: number;
  cursorAt(seq: number): string;
  /** Calls `listener` with every batch of new events, in order, until the function returned is called. */
  onEvents(listener: (events: readonly LogEvent[]) => void): () => void;
  /** Calls `listener` when another epoch has begun: all positions held so far say nothing any more. */
  onEpoch(listener: () => void): () => void;
  /**
   * Where a reader starts: at a cursor, or, without one, at the head of the log once all that had committed before is
   * in it. May lie beyond `head` for a moment. Throws a `CursorError`.
   */
  locate(cursor: string | null): Promise<number>;
  /**
   * At most `limit` events after `after`, none beyond `through`: from memory, or behind that from the log. `through` of
   * the answer is how far it looked, always further than `after`. Throws CURSOR_EXPIRED where retention was faster.
   */
  page(from: { after: number; through: number; filter: EventFilter; limit: number }): Promise<FeedPage>;
  /** Says that the log may have grown. */
  poke(): void;
  stop(): Promise<void>;
}

/** Follows the log from its present head: woken by NOTIFY and by `poke`, and asking every 400 ms in any case. */
export async function startFeed(options: {
  pool: pg.Pool;
  db: Db;
  epoch: number;
  /** Which epoch it is now: asked before anything is read from a database that was away, and every 5 s. */
  readEpoch?: () => Promise<number>;
  /** Resolves once all that has committed is in the log: the sequencer's `idle`. */
  settle?: () => Promise<void>;
  ringSize?: number;
  log?: { warn(detail: object, message: string): void };
}): Promise<Feed> {
  const { db, readEpoch = async () => options.epoch } = options;
  const size = options.ringSize ?? 10_000;
  let { epoch } = options;
  let ring = createEventRing((await readLogBounds(db)).head, size);
  let doubtful = false;
  const listeners = new Set<(events: readonly LogEvent[]) => void>();
  const epochListeners = new Set<() => void>();

  async function confirmEpoch() {
    const now = await readEpoch();
    doubtful = false;
    if (now === epoch) return;
    options.log?.warn({ epoch: now }, 'the database has become another one: all cursors so far end');
    ring = createEventRing((await readLogBounds(db)).head, size);
    epoch = now;
    for (const listener of [...epochListeners]) listener();
  }

  const tail = coalesce(
    async () => {
      if (doubtful) await confirmEpoch();
      for (let more = true; more; ) {
        const events = await readEvents(db, epoch, { after: ring.head, limit: TAIL });
        for (const event of events) ring.push(event);
        if (events.length > 0) for (const listener of listeners) listener(events);
        more = events.length === TAIL;
      }
    },
    (error) => {
      doubtful = true;
      options.log?.warn({ err: error }, 'the feed could not read the log; it tries again');
    },
  );
  const doubt = () => {
    doubtful = true;
  };
  const timers = [setInterval(tail.poke, POLL_MS), setInterval(doubt, DOUBT_MS)];
  const listening = listen(options.pool, EVENTS_CHANNEL, tail.poke, doubt);

  return {
    get epoch() {
      return epoch;
    },
    get head() {
      return ring.head;
    },
    cursorAt: (seq) => encodeCursor(epoch, seq),
    onEvents(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onEpoch(listener) {
      epochListeners.add(listener);
      return () => epochListeners.delete(listener);
    },
    async locate(cursor) {
      if (cursor !== null) return locateCursor(db, epoch, cursor);
      await options.settle?.();
      return (await readLogBounds(db)).head;
    },
    async page({ after, through, filter, limit }) {
      const end = Math.min(through, after + WINDOW);
      if (ring.covers(after)) return cut(ring.slice(after, end), filter, limit, Math.min(end, ring.head));
      const events = await readEvents(db, epoch, { after, through: end, filter, limit });
      const { floor } = await readLogBounds(db);
      if (after < floor) throw expired(epoch, floor);
      return { events, through: events.length < limit ? end : (events.at(-1) as LogEvent).seq };
    },
    poke: tail.poke,
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([listening.stop(), tail.stop()]);
      listeners.clear();
    },
  };
}

function cut(events: readonly LogEvent[], filter: EventFilter, limit: number, end: number): FeedPage {
  const passing: LogEvent[] = [];
  for (const event of events) {
    if (!matchesFilter(filter, event)) continue;
    passing.push(event);
    if (passing.length === limit) return { events: passing, through: event.seq };
  }
  return { events: passing, through: end };
}
