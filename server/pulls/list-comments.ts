import type { Db } from '../db/database.js';
import type { PullComment } from '../entities/pull-comment.entity.js';

const SELECT = `select id, number, author, body, path, pointer, created_at as "createdAt" from pull_comments`;

/** Lists without pages hold at most this many. */
const MOST = 1_000;

/** What was said about a pull request, in order; the newest 1,000. */
export async function listComments(db: Db, number: number): Promise<PullComment[]> {
  const rows = await db.query<PullComment>(
    `${SELECT} where number = $1 order by created_at desc, id desc limit ${MOST}`,
    [number],
  );
  return rows.reverse();
}

/** The comment with this id, or null. */
export async function findComment(db: Db, id: string): Promise<PullComment | null> {
  const [row] = await db.query<PullComment>(`${SELECT} where id = $1`, [id]);
  return row ?? null;
}
