import { readTrustedTree } from '../../../core/definitions/read-trusted-tree.js';
import type { Db } from '../../db/database.js';
import { flagLimits } from '../../metrics/flag-limits.js';
import type { CheckResult } from '../checks/check-result.js';
import type { Merging } from '../merging.js';
import { findFullImpactOf } from './find-full-impact-of.js';
import { judgeImpact } from './judge-impact.js';
import { readLevel } from './read-level.js';
import { touchesScoring } from './touches-scoring.js';

/**
 * The check of what a change would have done, as far as it is known: of the newest report of the same effect over the last
 * 90 days, or more. PENDING until there is one; `isSound`: the definitions can be read and run.
 */
export async function readImpactCheck(
  db: Db,
  number: number,
  merging: Merging,
  isSound: boolean,
): Promise<CheckResult> {
  const done = (check: Omit<CheckResult, 'name' | 'ranAt'>, ranAt: Date | null): CheckResult => {
    return { name: 'impact', ...check, ranAt };
  };
  const plain = (conclusion: CheckResult['conclusion'], summary: string): CheckResult =>
    done({ conclusion, summary, annotations: [] }, conclusion === 'PENDING' ? null : new Date());
  if (!touchesScoring(merging, isSound)) return plain('SUCCESS', 'Nothing is touched by which leads score or move.');
  if (!isSound) return plain('FAILURE', 'Did not run: the definitions have errors.');
  const impact = await findFullImpactOf(db, number, merging.effect);
  switch (impact?.state) {
    case 'SUCCEEDED': {
      const { figures, summary, finishedAt } = impact;
      if (!figures) throw new Error(`the report ${impact.id} has no figures`);
      const { tree } = readTrustedTree(merging.after);
      const weighed = await readLevel(db, number, merging);
      return done(judgeImpact(summary ?? '', figures, flagLimits(tree.benchmarks), weighed), finishedAt);
    }
    case 'FAILED':
    case 'CANCELLED': {
      const why =
        impact.message ?? (impact.state === 'CANCELLED' ? 'it was cancelled' : 'for a reason that is in the log');
      return plain(
        'FAILURE',
        `The report could not be made: ${why}. Ask for it again with runBacktest, or push again.`,
      );
    }
    default: {
      const [any] = await db.query('select from leads limit 1');
      if (!any) return plain('SUCCESS', 'There are no leads to try it on yet.');
      return plain('PENDING', 'History is being replayed.');
    }
  }
}
