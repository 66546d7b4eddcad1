import type { Db } from '../../db/database.js';
import { listRunning } from '../../leads/challengers/list-running.js';
import type { RunningChallenger } from '../../leads/challengers/running-challenger.js';
import type { Release } from '../../releases/release.js';

/** A challenger that runs, and since when. */
export interface FoundChallenger extends RunningChallenger {
  since: Date;
}

/**
 * The challenger that a model is, or else the first that is tried against it, as lifecycle.json lists them; null where there
 * is none, or where it has not begun yet (within a second of its promotion).
 */
export async function findChallenger(db: Db, release: Release, model: string): Promise<FoundChallenger | null> {
  const running = await listRunning(db, release);
  const found =
    running.find(({ definition }) => definition.model === model) ??
    running.find(({ definition }) => definition.against === model);
  if (!found) return null;
  const [row] = await db.query<{ since: Date }>('select since from challengers where id = $1', [found.id]);
  return row ? { ...found, since: row.since } : null;
}
