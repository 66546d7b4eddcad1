import type { Db } from '../../db/database.js';
import { transaction } from '../../db/transaction.js';
import { IS_FULL } from '../impact/find-full-impact-of.js';
import { readImpactCheck } from '../impact/read-impact-check.js';
import type { Pulls } from '../open-pulls.js';
import { findPull, lockPull } from '../pull-row.js';
import { recordPull } from '../record-pull.js';
import { saveCheck } from './save-checks.js';

/**
 * The pull requests that wait for a report which is there, or will never be, and those whose check failed and that have a
 * newer one since: somebody asked again.
 */
export async function listReported(db: Db): Promise<number[]> {
  const rows = await db.query<{ number: number }>(SELECT);
  return rows.map((row) => row.number);
}

// `ran_at` has milliseconds only; without sound definitions the check did not run and does not
const SELECT = `
  select p.number from pull_requests p join pull_checks c on c.number = p.number
    join lateral (select i.* from impacts i where i.pull_request = p.number and ${IS_FULL}
      order by i.created_at desc, i.id desc limit 1) i on true
    left join jobs j on j.id = i.job_id
  where p.state in ('DRAFT', 'OPEN') and c.name = 'impact' and (
    c.conclusion = 'PENDING' and (i.state = 'SUCCEEDED' or j.state in ('FAILED', 'CANCELLED') or j.id is null)
    or c.conclusion = 'FAILURE' and i.state = 'SUCCEEDED' and date_trunc('milliseconds', i.finished_at) > c.ran_at
      and not exists (select from pull_checks s
        where s.number = p.number and s.name in ('schema', 'semantics') and s.conclusion = 'FAILURE'))
  order by p.number limit 50`;

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
    if (!(await saveCheck(tx, number, check))) return false;
    await recordPull(tx, number, 'CHECKED');
    return true;
  });
  if (settled) pulls.afterCommit();
}
