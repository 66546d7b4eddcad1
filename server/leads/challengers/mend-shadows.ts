import type pg from 'pg';
import type { Db } from '../../db/database.js';
import { transaction } from '../../db/transaction.js';
import type { Releases } from '../../releases/open-releases.js';
import { listRunning } from './list-running.js';
import { errorName, recordGaps } from './record-gaps.js';
import { refoldShadows } from './refold-shadows.js';

const MENDED_AT_ONCE = 20;

/** Makes shadows anew that failed or fell behind and are due to be tried again; answers how many were tried. */
export async function mendShadows(parts: { db: Db; pool: pg.Pool }, releases: Releases): Promise<number> {
  const { db, pool } = parts;
  const gaps = await db.query<{ challengerId: string; leadId: string }>(LIST);
  for (const gap of gaps) {
    try {
      await transaction(pool, 'system', async (tx) => {
        const release = await releases.inForce(tx);
        const challenger = (await listRunning(tx, release)).find((one) => one.id === gap.challengerId);
        if (challenger) await refoldShadows(tx, release, challenger, [gap.leadId], true);
      });
    } catch (error) {
      await transaction(pool, 'system', (tx) => recordGaps(tx, [{ ...gap, error: errorName(error) }]));
    }
  }
  return gaps.length;
}

const LIST = `
  select g.challenger_id as "challengerId", g.lead_id as "leadId"
  from challenger_gaps g join challengers c on c.id = g.challenger_id and c.ended_at is null
  where g.next_at <= clock_timestamp() order by g.next_at limit ${MENDED_AT_ONCE}`;
