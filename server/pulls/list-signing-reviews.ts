import type { Db } from '../db/database.js';
import { listReviews, type ReviewRow } from './list-reviews.js';
import type { PullRow } from './pull-row.js';

/** The approvals a merged pull request stands on: of each who signed it the newest, of the effect that was merged. */
export async function listSigningReviews(db: Db, pull: PullRow): Promise<ReviewRow[]> {
  const signers = new Set((pull.signedBy ?? []).map(({ user }) => user));
  const approvals = (await listReviews(db, pull.number)).filter(
    ({ authorId, verdict, effect, withdrawnAt }) =>
      verdict === 'APPROVED' && withdrawnAt === null && effect === pull.effect && signers.has(authorId),
  );
  return [...new Map(approvals.map((review) => [review.authorId, review])).values()];
}
