import type { Db } from '../db/database.js';
import { PULL_COLUMNS, type PullRow } from './pull-row.js';

/** The pull requests whose merges made these commits, in their order; null for a commit of none. */
export async function findPullsByCommit(db: Db, commits: readonly string[]): Promise<(PullRow | null)[]> {
  const rows = await db.query<PullRow>(`select ${PULL_COLUMNS} from pull_requests p where p.merge_commit = any($1)`, [
    commits,
  ]);
  const byCommit = new Map(rows.map((row) => [row.mergeCommit, row]));
  return commits.map((commit) => byCommit.get(commit) ?? null);
}
