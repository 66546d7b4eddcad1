import type { TeamKey } from '../../core/definitions/lifecycle.js';
import type { Db } from '../db/database.js';
import type { PullReview } from '../entities/pull-review.entity.js';

/** A review, its team known. */
export type ReviewRow = Omit<PullReview, 'team'> & { team: TeamKey | null };

const SELECT = `
  select id, number, author_id as "authorId", team, verdict, body, head, effect, submitted_at as "submittedAt",
    withdrawn_at as "withdrawnAt",
    impact_id as "impactId", level from pull_reviews`;

/** Lists without pages hold at most this many. */
const MOST = 1_000;

/** What was said of a pull request, in order; the newest 1,000. */
export async function listReviews(db: Db, number: number): Promise<ReviewRow[]> {
  const rows = await db.query<ReviewRow>(
    `${SELECT} where number = $1 order by submitted_at desc, id desc limit ${MOST}`,
    [number],
  );
  return rows.reverse();
}

/** The review with this id, or null. */
export async function findReview(db: Db, id: string): Promise<ReviewRow | null> {
  const [row] = await db.query<ReviewRow>(`${SELECT} where id = $1`, [id]);
  return row ?? null;
}
