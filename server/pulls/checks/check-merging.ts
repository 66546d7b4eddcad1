import { checkChange } from '../../../core/definitions/check-change.js';
import { removedKeys } from '../../../core/definitions/removed-keys.js';
import type { Files, Problem } from '../../../core/definitions/tree.js';
import type { Db } from '../../db/database.js';
import { readClock } from '../../db/read-clock.js';
import { CallerError } from '../../errors.js';
import { countStanding } from '../../lifecycle/count-standing.js';
import { readImpactCheck } from '../impact/read-impact-check.js';
import type { Merging } from '../merging.js';
import type { Pulls } from '../open-pulls.js';
import type { CheckResult } from './check-result.js';
import { judgeChange } from './judge-change.js';

/** Runs every check on the tree that a merge would make; of a pull request what it would have done to leads, too. Takes up to seconds, beside the event loop. */
export async function checkMerging(
  pulls: Pulls,
  db: Db,
  merging: Merging,
  number: number | null = null,
): Promise<CheckResult[]> {
  const { before, after } = merging;
  const ranAt = await readClock(db);
  const standing = await countStanding(db, removedKeys(before, after));
  const ofChange = checkChange({ base: before, head: after, standing });
  const ofTree = await judgeTree(pulls, after, ranAt);
  const checks = judgeChange(before, after, { ofTree, ofChange }).map((finding) => ({ ...finding, ranAt }));
  if (number === null || !pulls.backtests) return checks;
  const runs = ({ name }: CheckResult) => name === 'schema' || name === 'semantics';
  const isSound = checks.filter(runs).every(({ conclusion }) => conclusion !== 'FAILURE');
  return [...checks, await readImpactCheck(db, number, merging, isSound)];
}

/** A tree that takes too long to judge fails: it would each time. */
async function judgeTree(pulls: Pulls, files: Files, at: Date): Promise<Problem[]> {
  try {
    return await pulls.judge(files, { today: at.toISOString().slice(0, 10) });
  } catch (error) {
    if (!(error instanceof CallerError) || error.code !== 'TIMEOUT') throw error;
    return [{ level: 'error', code: 'too-slow', path: 'lifecycle.json', message: error.message }];
  }
}

/** Whether nothing forbids a merge. */
export function passes(checks: readonly CheckResult[]): boolean {
  return checks.every(({ conclusion }) => conclusion === 'SUCCESS' || conclusion === 'WARNING');
}
