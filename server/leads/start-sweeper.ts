import type pg from 'pg';
import type { Db } from '../db/database.js';
import { overPool } from '../db/over-pool.js';
import type { Releases } from '../releases/open-releases.js';
import { runRounds } from '../run-rounds.js';
import { listTickingLeads } from '../slas/sweep-clocks.js';
import { expireHandoffs, listExpiringLeads } from './expire-handoffs.js';
import { isDue, listDueLeads, listStaleLeads, SWEPT_AT_ONCE, sweepLeads } from './sweep.js';
import { listStrayHandoffs, sweepStrayHandoffs } from './sweep-stray-handoffs.js';
import { sweepTickingLeads } from './sweep-ticking-leads.js';

const INTERVAL_MS = 250;
/** Clocks and crossings by time are promised to a second, and looking for them is one read of an index. */
const TICK_MS = 100;
/** Transactions at once where many leads are due: while one waits for the database the other is decided. */
const HANDS = 2;
const STRAY_INTERVAL_MS = 1_000;
const AGAIN_MS = 10_000;
const SLOW_INTERVAL_MS = 60_000;
const NEARLY_A_DAY_MS = 23 * 3_600_000;

/**
 * Starts the clock of scores: every 100 ms lets time pass for the leads whose scores may change by it and for clocks,
 * every 250 ms for handoffs that run out, every second looks for handoffs that wait for nobody who is there, every minute
 * computes scores nearly a day old anew and drops outcomes kept for a week. Any number of processes may run it.
 */
export function startSweeper(parts: {
  pool: pg.Pool;
  releases: Releases;
  afterCommit: () => void;
  onError?: (error: unknown) => void;
}): { stop(): Promise<void> } {
  const { pool, releases, afterCommit, onError } = parts;
  const db = overPool(pool);

  /** No hand waits for another: what one has committed is told while the next transaction is under way. */
  async function drain(
    stopping: AbortSignal,
    list: (db: Db) => Promise<string[]>,
    wanted: typeof isDue,
    hands = HANDS,
  ): Promise<void> {
    let others: Promise<void> | undefined;
    try {
      while (!stopping.aborted) {
        const ids = await list(db);
        if (ids.length > SWEPT_AT_ONCE && hands > 1) {
          others ??= drain(stopping, list, wanted, hands - 1).catch((error) => onError?.(error));
        }
        const swept = await sweepLeads(pool, releases, ids, wanted, onError);
        if (swept === 0) return;
        afterCommit();
      }
    } finally {
      await others;
    }
  }

  async function slowly(stopping: AbortSignal): Promise<void> {
    await drain(stopping, listStaleLeads, (state, at) => {
      return state.evaluatedAt !== null && at.getTime() - state.evaluatedAt.getTime() > NEARLY_A_DAY_MS;
    });
    await db.query(`delete from idempotency_keys where created_at < now() - interval '7 days'`);
  }

  async function empty(
    stopping: AbortSignal,
    list: typeof listExpiringLeads,
    sweep: typeof expireHandoffs,
  ): Promise<void> {
    while (!stopping.aborted) {
      const ids = await list(db);
      const done = await sweep(pool, releases, ids);
      if (done > 0) afterCommit();
      if (done < ids.length || ids.length === 0) return;
    }
  }

  /** Those nobody can take now are tried again when people have changed, and some time later: not in every round. */
  const passed = new Map<string, number>();
  let peopleAsOf: string | null = null;
  async function gather(stopping: AbortSignal): Promise<void> {
    const now = performance.now();
    const [people] = await db.query<{ at: string | null }>('select max(updated_at)::text as at from users');
    for (const [id, until] of passed) if (until < now || people?.at !== peopleAsOf) passed.delete(id);
    peopleAsOf = people?.at ?? null;
    while (!stopping.aborted) {
      const strays = await listStrayHandoffs(db, [...passed.keys()]);
      const { tried, changed } = await sweepStrayHandoffs(pool, releases, strays);
      if (changed > 0) afterCommit();
      if (tried.length === 0) return;
      for (const id of tried) passed.set(id, now + AGAIN_MS);
    }
  }

  return runRounds(
    [
      { everyMs: TICK_MS, work: (stopping) => drain(stopping, listDueLeads, isDue) },
      { everyMs: INTERVAL_MS, work: (stopping) => empty(stopping, listExpiringLeads, expireHandoffs) },
      { everyMs: TICK_MS, work: (stopping) => empty(stopping, listTickingLeads, sweepTickingLeads) },
      { everyMs: STRAY_INTERVAL_MS, work: gather },
      { everyMs: SLOW_INTERVAL_MS, work: slowly },
    ],
    onError,
  );
}
