import type { Principal } from '../auth/principal.js';
import { userError } from '../user-error.js';
import { actOnPull } from './act-on-pull.js';
import { findPullToChange, notOpen } from './find-pull-to-change.js';
import type { Pulls } from './open-pulls.js';
import { type PullOutcome, PullRefused } from './pull-outcome.js';
import { recordPull } from './record-pull.js';

/** Takes back what the caller approved or asked to change. NOT_FOUND where nothing of his stands. */
export function withdrawReview(pulls: Pulls, principal: Principal, number: number): Promise<PullOutcome> {
  return actOnPull(pulls, principal, { action: 'pull.review-withdrawn', number }, async (tx) => {
    const pull = await findPullToChange(tx, number);
    if (pull.state === 'MERGED' && !pull.emergency) throw notOpen(pull);
    const withdrawn = await tx.query(
      `update pull_reviews set withdrawn_at = $3
       where number = $1 and author_id = $2 and verdict <> 'COMMENTED' and withdrawn_at is null returning 1`,
      [number, principal.userId, tx.at],
    );
    if (withdrawn.length === 0) {
      const message = `You have no review of pull request ${number} that stands.`;
      throw new PullRefused([
        userError('NOT_FOUND', ['number'], message, 'An approval or a request for changes can be taken back, once.'),
      ]);
    }
    await recordPull(tx, number, 'REVIEWED');
    return { userErrors: [], number, release: null };
  });
}
