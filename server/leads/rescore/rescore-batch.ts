import type pg from 'pg';
import { readClock } from '../../db/read-clock.js';
import { transaction } from '../../db/transaction.js';
import type { Releases } from '../../releases/open-releases.js';
import { loadStates } from '../intake/lead-state.js';
import { passTime } from '../sweep.js';

/**
 * Judges leads anew under `release`, each once: those that a fact was faster with, or that others hold, are passed over.
 * Answers how many were done; null: another release is in force.
 */
export async function rescoreBatch(
  pool: pg.Pool,
  releases: Releases,
  release: number,
  ids: readonly string[],
): Promise<number | null> {
  return transaction(pool, 'system', async (tx) => {
    if ((await releases.inForce(tx)).number !== release) return null;
    const claimed = await tx.query<{ id: string }>(
      'select id from leads where id = any($1) order by id for no key update skip locked',
      [ids],
    );
    tx.at = await readClock(tx);
    const states = await loadStates(
      tx,
      claimed.map((row) => row.id),
    );
    for (const [id, state] of states) {
      if (state.release === release || state.mergedInto !== null || state.erased) states.delete(id);
    }
    if (states.size > 0) await passTime(tx, releases, states, () => []);
    return states.size;
  });
}
