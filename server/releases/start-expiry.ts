import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Db } from '../db/database.js';
import { expirePromotions, isPromotionDue } from './expire-promotions.js';

const INTERVAL_MS = 500;

/** Starts the clock of emergency promotions: those nobody signed in time are rolled back. Any number of processes may run it. */
export function startExpiry(parts: {
  db: Db;
  pool: pg.Pool;
  afterCommit: () => void;
  onError: (error: unknown) => void;
}): { stop(): Promise<void> } {
  const { db, pool, afterCommit, onError } = parts;
  const stopping = new AbortController();

  async function look(): Promise<void> {
    if (!(await isPromotionDue(db))) return;
    await expirePromotions(pool);
    afterCommit();
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await look().catch(onError);
      await pause(INTERVAL_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
