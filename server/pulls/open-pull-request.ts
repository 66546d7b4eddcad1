import type { Files } from '../../core/definitions/tree.js';
import type { Principal } from '../auth/principal.js';
import type { Tx } from '../db/database.js';
import { findRefInTheWay } from '../git/find-ref-in-the-way.js';
import { moveRef } from '../git/move-ref.js';
import { openSigningKey } from '../git/open-signing-key.js';
import { checkText } from '../leads/check/check-text.js';
import { readMain } from '../releases/read-main.js';
import { type UserError, userError } from '../user-error.js';
import { actOnPull } from './act-on-pull.js';
import { checkFiles } from './check-files.js';
import { checkBody, checkTitle } from './check-texts.js';
import { commitTree } from './commit-tree.js';
import type { OpenPullRequestInput } from './inputs.js';
import { insertPull, nextNumber } from './insert-pull.js';
import { layOver } from './lay-over.js';
import type { Pulls } from './open-pulls.js';
import { type PullOutcome, PullRefused } from './pull-outcome.js';

/**
 * Opens a pull request with files laid over main, on a branch of its own. Refused, with nothing kept: no title, no
 * change, files that cannot be read. Files that can be read and fail a check open one all the same.
 */
export function openPullRequest(pulls: Pulls, principal: Principal, input: OpenPullRequestInput): Promise<PullOutcome> {
  const key = input.idempotencyKey;
  const idempotency = key ? { key, operation: 'openPullRequest', input } : null;
  return actOnPull(pulls, principal, { action: 'pull.opened', number: null, idempotency }, async (tx) => {
    refuseIf([
      ...checkTitle(input.title),
      ...checkBody(input.body),
      ...(key ? checkText(key, ['idempotencyKey'], 255) : []),
    ]);
    const main = await readMain(tx);
    const before = await pulls.trees.files(tx, main);
    refuseIf(checkFiles(input.files, before));
    const files = layOver(before, input.files);
    refuseIf(checkChange(before, files));
    return open(tx, pulls, principal, { main, files, input });
  });
}

async function open(
  tx: Tx,
  pulls: Pulls,
  principal: Principal,
  { main, files, input }: { main: string; files: Files; input: OpenPullRequestInput },
): Promise<PullOutcome> {
  const [title, body] = [input.title.trim(), input.body?.trim() ?? ''];
  const { allowedSigners } = await openSigningKey(tx, pulls.pepper);
  const message = body === '' ? title : `${title}\n\n${body}`;
  const head = await commitTree(tx, principal, { files, allowedSigners, parents: [main], message });
  const number = await nextNumber(tx);
  const branch = await makeBranch(tx, `proposals/${number}${slug(title)}`, head.oid);
  const draft = input.draft ?? false;
  await insertPull(tx, { number, title, body, draft, branch, base: main, head: head.oid });
  return { userErrors: [], number, release: null };
}

/** Ends the transaction where there are problems. */
export function refuseIf(problems: UserError[]): void {
  if (problems.length > 0) throw new PullRefused(problems);
}

/** A new branch at `oid`, of this name or, where somebody has pushed to it, the next. */
async function makeBranch(tx: Tx, wanted: string, oid: string): Promise<string> {
  for (let count = 1; ; count++) {
    const branch = count === 1 ? wanted : `${wanted}-${count}`;
    const name = `refs/heads/${branch}`;
    if ((await findRefInTheWay(tx, name)) === null && (await moveRef(tx, { name, expected: null, oid }))) return branch;
  }
}

function checkChange(before: Files, after: Files): UserError[] {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  if ([...paths].some((path) => before[path] !== after[path])) return [];
  return [userError('INVALID', ['files'], 'These files are as they are on main.', 'Propose something else.')];
}

/** A title as the end of a branch's name. */
function slug(title: string): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words
    .map((word) => `-${word}`)
    .join('')
    .slice(0, 40);
}
