import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Db } from '../../db/database.js';
import { transaction } from '../../db/transaction.js';
import type { JobWork } from '../../jobs/job-work.js';
import type { Releases } from '../../releases/open-releases.js';
import { isOvertaken, isPoison } from '../intake/is-poison.js';
import { listRunning } from './list-running.js';
import { errorName, recordGaps } from './record-gaps.js';
import { refoldShadows } from './refold-shadows.js';

const BATCH = 50;
/** Of the time a batch takes, how much is left to everybody else after it. */
const REST = 1.5;

/**
 * The work of a challenger that begins: every lead there is, once, over its history. It ends when none is left, or when the
 * challenger is no longer part of what is in force. A process that is killed leaves the rest to the next.
 */
export function scoreHistory(parts: { db: Db; pool: pg.Pool; releases: Releases }): JobWork {
  const { db, pool, releases } = parts;

  /** False: the challenger is gone. */
  async function score(id: string, leadIds: readonly string[]): Promise<boolean> {
    try {
      return await transaction(pool, 'system', async (tx) => {
        const release = await releases.inForce(tx);
        const challenger = (await listRunning(tx, release)).find((one) => one.id === id);
        if (challenger) await refoldShadows(tx, release, challenger, leadIds, false);
        return challenger !== undefined;
      });
    } catch (error) {
      if (!isPoison(error) || isOvertaken(error)) throw error;
      if (leadIds.length > 1) {
        const half = Math.ceil(leadIds.length / 2);
        return (await score(id, leadIds.slice(0, half))) && score(id, leadIds.slice(half));
      }
      const gaps = leadIds.map((leadId) => ({ challengerId: id, leadId, error: errorName(error) }));
      await transaction(pool, 'system', (tx) => recordGaps(tx, gaps));
      return true;
    }
  }

  return async (run) => {
    const id = String(run.input['challenger']);
    const cursor = run.cursor as { after: string; done: number; total: number } | null;
    const [counted] = await db.query<{ leads: number }>(`select count(*)::int as leads ${LEADS}`);
    const total = cursor?.total ?? counted?.leads ?? 0;
    let [after, done] = [cursor?.after ?? '', cursor?.done ?? 0];
    for (;;) {
      const began = performance.now();
      const rows = await db.query<{ id: string }>(`select id ${LEADS} and id > $1 order by id limit ${BATCH}`, [after]);
      const last = rows.at(-1);
      if (!last) break;
      const leadIds = rows.map((row) => row.id);
      if (!(await score(id, leadIds))) return { message: 'The challenger ended before it had scored all leads.' };
      after = last.id;
      done = Math.min(done + leadIds.length, total);
      await run.report({ done, total, cursor: { after, done, total } });
      await pause((performance.now() - began) * REST, undefined, { signal: run.signal });
    }
    await db.query('update challengers set scored_at = clock_timestamp() where id = $1 and scored_at is null', [id]);
    await run.report({ done: total, total });
    return { message: 'The challenger has scored all leads over their history.' };
  };
}

const LEADS = 'from leads where merged_into is null and erased_at is null';
