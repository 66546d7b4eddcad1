import type pg from 'pg';
import type { Db } from '../../db/database.js';
import { transaction } from '../../db/transaction.js';
import type { Releases } from '../../releases/open-releases.js';
import { runRounds } from '../../run-rounds.js';
import { mendShadows } from './mend-shadows.js';
import { dropEnded, openChallengers } from './open-challengers.js';
import { listDueShadows, sweepShadows } from './sweep-shadows.js';

const INTERVAL_MS = 250;

/**
 * Keeps challengers going: lets those of a new release begin and old ones end, lets time pass for them, and makes anew what
 * failed. Any number of processes may run it; nothing of it touches a lead.
 */
export function startChallengers(parts: {
  db: Db;
  pool: pg.Pool;
  releases: Releases;
  onError: (error: unknown) => void;
}): { stop(): Promise<void> } {
  const { db, pool, releases, onError } = parts;
  let opened = -1;

  async function round(stopping: AbortSignal): Promise<void> {
    const release = releases.live();
    if (release.number !== opened) {
      await openChallengers({ db, pool }, release);
      while ((await transaction(pool, 'system', dropEnded)) > 0 && !stopping.aborted);
      opened = release.number;
    }
    if (release.compiled.challengers.length === 0) return;
    while (!stopping.aborted) {
      const due = await listDueShadows(db, release.number);
      if ((await sweepShadows(pool, releases, due)) === 0) break;
    }
    await mendShadows({ db, pool }, releases);
  }

  return runRounds([{ everyMs: INTERVAL_MS, work: round }], onError);
}
