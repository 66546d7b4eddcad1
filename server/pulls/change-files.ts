import { mergeTrees } from '../../core/definitions/merge/merge-trees.js';
import type { Files } from '../../core/definitions/tree.js';
import type { Principal } from '../auth/principal.js';
import type { Tx } from '../db/database.js';
import { moveRef } from '../git/move-ref.js';
import { openSigningKey } from '../git/open-signing-key.js';
import { userError } from '../user-error.js';
import { checkFiles } from './check-files.js';
import { commitTree } from './commit-tree.js';
import type { FileInput, Optional } from './inputs.js';
import { layOver } from './lay-over.js';
import type { Merging } from './merging.js';
import { moveHead } from './move-head.js';
import type { Pulls } from './open-pulls.js';
import { PullRefused } from './pull-outcome.js';
import type { PullRow } from './pull-row.js';

/**
 * Commits files on the branch of a pull request. Where it is in conflict with main and the files are all those in
 * conflict, the commit takes main in: where both differ, what these files say stands. @throws PullRefused
 */
export async function changeFiles(
  tx: Tx,
  pulls: Pulls,
  principal: Principal,
  pull: PullRow,
  { files: over, title }: { files: readonly FileInput[]; title: Optional<string> },
): Promise<void> {
  const present = await pulls.trees.files(tx, pull.head);
  const merging = await pulls.trees.merging(tx, pull);
  const known = { ...merging.before, ...present };
  const problems = checkFiles(over, known);
  if (problems.length > 0) throw new PullRefused(problems);
  const files = layOver(present, over);
  const resolves = resolvesAll(merging, over);
  const tree = resolves ? await takeMainIn(tx, pulls, pull, merging, files) : files;
  if (!resolves && Object.keys({ ...present, ...tree }).every((path) => present[path] === tree[path])) {
    const message = 'These files are as they are on the branch.';
    throw new PullRefused([userError('INVALID', ['files'], message, 'Leave them out.')]);
  }
  const { allowedSigners } = await openSigningKey(tx, pulls.pepper);
  const message = title?.trim() || `Change ${over.map((file) => file.path).join(', ')}`.slice(0, 200);
  const parents = resolves ? [pull.head, merging.main] : [pull.head];
  const head = await commitTree(tx, principal, { files: tree, allowedSigners, parents, message });
  const ref = { name: `refs/heads/${pull.branch}`, expected: pull.head, oid: head.oid };
  if (!(await moveRef(tx, ref))) throw new Error(`${ref.name} is not where pull request ${pull.number} has it`);
  await moveHead(tx, pull, principal, { head: head.oid, base: resolves ? merging.main : pull.base });
}

function resolvesAll({ conflicts }: Merging, over: readonly FileInput[]): boolean {
  const given = new Set(over.map((file) => file.path));
  return conflicts.length > 0 && conflicts.every(({ path }) => given.has(path));
}

/** Merged the other way round, so that what is in conflict stands as the branch has it. */
async function takeMainIn(tx: Tx, pulls: Pulls, pull: PullRow, { before }: Merging, files: Files): Promise<Files> {
  return mergeTrees(await pulls.trees.files(tx, pull.base), files, before).files;
}
