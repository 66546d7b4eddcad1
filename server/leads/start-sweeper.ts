import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Db } from '../db/database.js';
import type { Releases } from '../releases/open-releases.js';
import { listTickingLeads, sweepClocks } from '../slas/sweep-clocks.js';
import { expireHandoffs, listExpiringLeads } from './expire-handoffs.js';
import { isDue, listDueLeads, listStaleLeads, sweepLeads } from './sweep.js';

const INTERVAL_MS = 250;
const SLOW_INTERVAL_MS = 60_000;
const NEARLY_A_DAY_MS = 23 * 3_600_000;

/**
 * Starts the clock of scores: every 250 ms lets time pass for the leads whose scores may change by it and for clocks and handoffs that run out, every minute
 * computes scores nearly a day old anew and drops outcomes kept for a week. Any number of processes may run it.
 */
export function startSweeper(parts: {
  pool: pg.Pool;
  releases: Releases;
  afterCommit: () => void;
  onError?: (error: unknown) => void;
}): { stop(): Promise<void> } {
  const { pool, releases, afterCommit, onError } = parts;
  const db: Db = {
    query: async <Row>(sql: string, parameters?: readonly unknown[]) =>
      (await pool.query(sql, parameters as unknown[])).rows as Row[],
  };
  const stopping = new AbortController();

  async function drain(list: (db: Db) => Promise<string[]>, wanted: typeof isDue): Promise<void> {
    while (!stopping.signal.aborted) {
      const ids = await list(db);
      const done = await sweepLeads(pool, releases, ids, wanted);
      if (done > 0) afterCommit();
      if (done < ids.length || ids.length === 0) return;
    }
  }

  async function slowly(): Promise<void> {
    await drain(listStaleLeads, (state, at) => {
      return state.evaluatedAt !== null && at.getTime() - state.evaluatedAt.getTime() > NEARLY_A_DAY_MS;
    });
    await db.query(`delete from idempotency_keys where created_at < now() - interval '7 days'`);
  }

  async function every(interval: number, work: () => Promise<void>): Promise<void> {
    while (!stopping.signal.aborted) {
      await work().catch((error) => onError?.(error));
      await pause(interval, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  async function empty(list: typeof listExpiringLeads, sweep: typeof expireHandoffs): Promise<void> {
    while (!stopping.signal.aborted) {
      const ids = await list(db);
      const done = await sweep(pool, releases, ids);
      if (done > 0) afterCommit();
      if (done < ids.length || ids.length === 0) return;
    }
  }

  const running = Promise.all([
    every(INTERVAL_MS, () => drain(listDueLeads, isDue)),
    every(INTERVAL_MS, () => empty(listExpiringLeads, expireHandoffs)),
    every(INTERVAL_MS, () => empty(listTickingLeads, sweepClocks)),
    every(SLOW_INTERVAL_MS, slowly),
  ]);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
