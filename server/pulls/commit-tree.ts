import type { Files } from '../../core/definitions/tree.js';
import type { Principal } from '../auth/principal.js';
import type { Db, Tx } from '../db/database.js';
import { commitObject, type Sign } from '../git/commit-object.js';
import { readCommits } from '../git/read-commits.js';
import { ALLOWED_SIGNERS } from '../git/read-files.js';
import type { GitObjectRow } from '../git/repository.js';
import { saveObjects } from '../git/save-objects.js';
import { treeObjects } from '../git/tree-objects.js';

/** A state of the definitions to be committed. */
export interface NewState {
  files: Files;
  allowedSigners: string;
  parents: readonly string[];
  message: string;
  sign?: Sign;
}

/** A parent dated further ahead than this is not followed into the future. */
const AHEAD_MS = 3_600_000;

/**
 * Commits the files in the name of whoever asks, a second after its parents at least (tools that sort by time rely on
 * it), and keeps the objects. No ref moves.
 */
export async function commitTree(tx: Tx, principal: Principal, state: NewState): Promise<{ oid: string; at: number }> {
  const { files, allowedSigners, parents, message, sign } = state;
  const trees = treeObjects({ ...files, [ALLOWED_SIGNERS]: allowedSigners });
  const [root] = trees as [GitObjectRow];
  const at = await timeAfter(tx, parents);
  const author = { ...(await readName(tx, principal)), at };
  const commit = commitObject({ tree: root.oid, parents, message, author, ...(sign ? { sign } : {}) });
  await saveObjects(tx, [...trees, commit]);
  return { oid: commit.oid, at };
}

async function timeAfter(tx: Tx, parents: readonly string[]): Promise<number> {
  const now = tx.at.getTime();
  const commits = await readCommits(tx, parents);
  const times = [...commits.values()].map((commit) => commit.at + 1_000).filter((at) => at <= now + AHEAD_MS);
  return Math.max(now, ...times);
}

/** The name and address git shows of whoever asks. */
async function readName(db: Db, principal: Principal): Promise<{ name: string; email: string }> {
  const [user] = await db.query<{ email: string }>('select email from users where id = $1', [principal.userId]);
  return { name: principal.displayName, email: user?.email ?? `${principal.actor}@accord.invalid` };
}
