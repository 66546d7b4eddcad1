import type { Db } from '../../db/database.js';
import { transaction } from '../../db/transaction.js';
import { readMain } from '../../releases/read-main.js';
import { askForImpact } from '../impact/ask-for-impact.js';
import { findFullImpactOf } from '../impact/find-full-impact-of.js';
import type { Pulls } from '../open-pulls.js';
import { findPull, lockPull, type PullRow } from '../pull-row.js';
import { recordPull } from '../record-pull.js';
import { checkMerging } from './check-merging.js';
import type { CheckResult } from './check-result.js';
import { listChecks, saveChecks } from './save-checks.js';

/** The pull requests whose checks are not of their present head on the present main: new heads first. */
export async function listUnchecked(db: Db): Promise<number[]> {
  const rows = await db.query<{ number: number }>(
    `select p.number from pull_requests p, git_refs main
     where main.name = 'refs/heads/main' and p.state in ('DRAFT', 'OPEN')
       and (p.checked_head is distinct from p.head or p.checked_main is distinct from main.oid)
     order by (p.checked_head is distinct from p.head) desc, p.number desc limit 50`,
  );
  return rows.map((row) => row.number);
}

/**
 * Runs the checks of a pull request on the tree that a merge would make now, and keeps what they found unless head or
 * main moved meanwhile. The log tells of it where the head is new or the outcome another.
 */
export async function settleChecks(pulls: Pulls, number: number): Promise<void> {
  const pull = await findPull(pulls.db, number);
  if (!pull || pull.mergedAt !== null) return;
  const merging = await pulls.trees.merging(pulls.db, pull);
  const checks = await checkMerging(pulls, pulls.db, merging, number);
  const settled = await transaction(pulls.pool, 'system', async (tx) => {
    const present = await lockPull(tx, number);
    if (!present || present.mergedAt !== null || present.head !== pull.head) return false;
    if ((await readMain(tx)) !== merging.main) return false;
    if (present.checkedHead === pull.head && present.checkedMain === merging.main) return false;
    const before = await listChecks(tx, number);
    await saveChecks(tx, { number, main: merging.main, head: pull.head }, checks);
    if (checks.some(({ name, conclusion }) => name === 'impact' && conclusion === 'PENDING')) {
      const asked = await findFullImpactOf(tx, number, merging.effect);
      if (!asked) await askForImpact(tx, number, merging);
    }
    if (isNews(present, before, checks)) await recordPull(tx, number, 'CHECKED');
    else await tx.query('update pull_requests set version = version + 1 where number = $1', [number]);
    return true;
  });
  if (settled) pulls.afterCommit();
}

function isNews(pull: PullRow, before: readonly CheckResult[], after: readonly CheckResult[]): boolean {
  const outcome = (checks: readonly CheckResult[]) =>
    checks.map(({ name, conclusion }) => `${name} ${conclusion}`).join();
  return pull.checkedHead !== pull.head || outcome(before) !== outcome(after);
}
