import type { Db } from '../../db/database.js';
import { transaction } from '../../db/transaction.js';
import { readImpactCheck } from '../impact/read-impact-check.js';
import type { Pulls } from '../open-pulls.js';
import { findPull, lockPull } from '../pull-row.js';
import { recordPull } from '../record-pull.js';
import { saveCheck } from './save-checks.js';

/** The pull requests that wait for a report which is there, or will never be. */
export async function listReported(db: Db): Promise<number[]> {
  const rows = await db.query<{ number: number }>(
    `select p.number from pull_requests p join pull_checks c on c.number = p.number
       join lateral (select i.state, i.job_id from impacts i where i.pull_request = p.number
         order by i.created_at desc, i.id desc limit 1) i on true
       left join jobs j on j.id = i.job_id
     where p.state in ('DRAFT', 'OPEN') and c.name = 'impact' and c.conclusion = 'PENDING'
       and (i.state = 'SUCCEEDED' or j.state in ('FAILED', 'CANCELLED') or j.id is null)
     order by p.number limit 50`,
  );
  return rows.map((row) => row.number);
}

/** Writes what the report of a pull request means, unless it has moved on since. */
export async function settleImpact(pulls: Pulls, number: number): Promise<void> {
  const pull = await findPull(pulls.db, number);
  if (!pull || pull.mergedAt !== null) return;
  const merging = await pulls.trees.merging(pulls.db, pull);
  const check = await readImpactCheck(pulls.db, number, merging, true);
  if (check.conclusion === 'PENDING') return;
  const settled = await transaction(pulls.pool, 'system', async (tx) => {
    const present = await lockPull(tx, number);
    if (!present || present.mergedAt !== null || present.checkedHead !== pull.head) return false;
    await saveCheck(tx, number, check);
    await recordPull(tx, number, 'CHECKED');
    return true;
  });
  if (settled) pulls.afterCommit();
}
