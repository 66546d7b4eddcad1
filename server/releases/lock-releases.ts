import type { Tx } from '../db/database.js';
import { readClock } from '../db/read-clock.js';

/** `release_in_force()` shares it. */
const IN_FORCE_LOCK = 4_226_303;

/** What is in force, read by whoever is about to change it. */
export interface LockedRelease {
  number: number;
  commit: string;
  files: Record<string, string>;
}

/**
 * Waits for all that is being decided under the release in force, holds back what would be, and sets the instant: until
 * `tx` ends nothing is scored, so it is called last and `tx` ends soon.
 */
export async function lockReleases(tx: Tx): Promise<LockedRelease> {
  await tx.query('select pg_advisory_xact_lock($1)', [IN_FORCE_LOCK]);
  tx.at = await readClock(tx);
  const [live] = await tx.query<LockedRelease>(
    'select number, commit, files from releases order by number desc limit 1',
  );
  if (!live) throw new Error('no definitions were ever promoted');
  return live;
}
