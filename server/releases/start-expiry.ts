import type pg from 'pg';
import type { Db } from '../db/database.js';
import { runRounds } from '../run-rounds.js';
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

  async function look(): Promise<void> {
    if (!(await isPromotionDue(db))) return;
    await expirePromotions(pool);
    afterCommit();
  }

  return runRounds([{ everyMs: INTERVAL_MS, work: look }], onError);
}
