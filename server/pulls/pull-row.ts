import type { Db, Tx } from '../db/database.js';
import type { PullRequest } from '../entities/pull-request.entity.js';

/** A pull request as it is kept. */
export type PullRow = PullRequest & { id: string };

/** The columns of a pull request under the names of the entity; its id is `pull_<number>`. */
export const PULL_COLUMNS = `'pull_' || p.number as id, p.number, p.title, p.body, p.state, p.author, p.contributors, p.branch,
  p.base, p.head, p.checked_main as "checkedMain", p.checked_head as "checkedHead", p.created_at as "createdAt",
  p.updated_at as "updatedAt", p.merged_at as "mergedAt", p.merge_commit as "mergeCommit",
  p.merged_onto as "mergedOnto", p.effect, p.signed_by as "signedBy", p.emergency, p.version`;

const SELECT = `select ${PULL_COLUMNS} from pull_requests p`;

/** The pull request with this number, or null. */
export async function findPull(db: Db, number: number): Promise<PullRow | null> {
  const [row] = await db.query<PullRow>(`${SELECT} where p.number = $1`, [number]);
  return row ?? null;
}

/** The same, held against other changes until `tx` ends. */
export async function lockPull(tx: Tx, number: number): Promise<PullRow | null> {
  const [row] = await tx.query<PullRow>(`${SELECT} where p.number = $1 for update`, [number]);
  return row ?? null;
}

/** Those that are not closed, the oldest first. */
export function listOpenPulls(db: Db): Promise<PullRow[]> {
  return db.query<PullRow>(`${SELECT} where p.state in ('DRAFT', 'OPEN') order by p.number`);
}

/** The open pull request of a branch, held until `tx` ends; null where it has none. */
export async function lockPullOfBranch(tx: Tx, branch: string): Promise<PullRow | null> {
  const [row] = await tx.query<PullRow>(`${SELECT} where p.branch = $1 and p.state in ('DRAFT', 'OPEN') for update`, [
    branch,
  ]);
  return row ?? null;
}
