import type pg from 'pg';
import { answeredWithin } from '../db/answered-within.js';
import type { ChainName } from './chains.js';
import { chains } from './chains.js';
import { coalesce } from './coalesce.js';
import { BATCH, SILENCE_MS, sequenceChain } from './sequence-chain.js';

/** The channel on which a process tells the others that the event log has grown. */
export const EVENTS_CHANNEL = 'accord_events';

const INTERVAL_MS = 250;
const NOTIFY_EVERY_MS = 50;

/** What moves committed events and audit entries into their logs, in this process. */
export interface Sequencer {
  /** Says that something may have been committed; never waits, many at once cost one. */
  poke(): void;
  /** Resolves once all that had committed before the call is in the logs; rejects when the database cannot be reached. */
  idle(): Promise<void>;
  /** Ends after the batch it is in; resolves when its connection is given back. */
  stop(): Promise<void>;
}

/**
 * Starts the sequencer: on every poke, and each 250 ms for what a killed process left. Correct with any number of
 * processes. `onPlaced` hears of new events before the other processes do, who hear by NOTIFY at most 20 times a second.
 */
export function startSequencer(options: {
  pool: pg.Pool;
  onPlaced?: (seq: number) => void;
  log?: { warn(detail: object, message: string): void };
}): Sequencer {
  let client: pg.PoolClient | null = null;
  /** Somebody knows of something: it is looked for without asking first whether there is any. */
  let poked = false;
  let untold = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  let telling: NodeJS.Timeout | undefined;
  let stopped = false;

  const runs = coalesce(
    async () => {
      client ??= await options.pool.connect();
      await pass(client);
    },
    (error) => {
      client?.release(true);
      client = null;
      options.log?.warn({ err: error }, 'the sequencer could not reach the database; it tries again');
    },
  );
  const timer = setInterval(runs.poke, INTERVAL_MS);

  async function pass(on: pg.PoolClient) {
    if (poked) {
      poked = false;
      await place(on, 'event');
    }
    for (const name of await stagedChains(on)) await place(on, name);
    if (untold) await tell(on);
  }

  async function place(on: pg.PoolClient, name: ChainName) {
    for (let more = true; more && !stopped; ) {
      const { rows, seq } = await sequenceChain(on, chains[name]);
      more = rows === BATCH;
      if (rows === 0 || name !== 'event') continue;
      untold = true;
      options.onPlaced?.(seq);
    }
  }

  /** In a transaction of its own: one that notifies holds a lock of the whole database while it commits. */
  async function tell(on: pg.PoolClient) {
    const wait = toldAt + NOTIFY_EVERY_MS - performance.now();
    if (wait > 0) {
      telling ??= setTimeout(() => {
        telling = undefined;
        runs.poke();
      }, wait);
      return;
    }
    toldAt = performance.now();
    untold = false;
    await on.query(answeredWithin(SILENCE_MS, `select pg_notify('${EVENTS_CHANNEL}', '')`));
  }

  return {
    poke() {
      poked = true;
      runs.poke();
    },
    idle: runs.settled,
    async stop() {
      stopped = true;
      clearInterval(timer);
      clearTimeout(telling);
      await runs.stop();
      client?.release();
      client = null;
    },
  };
}

async function stagedChains(client: pg.ClientBase): Promise<ChainName[]> {
  const text = `select 'event' as name where exists (select from event_staging)
     union all select 'audit' where exists (select from audit_staging)`;
  const found: pg.QueryResult<{ name: ChainName }> = await client.query(answeredWithin(SILENCE_MS, text));
  return found.rows.map((row) => row.name);
}
