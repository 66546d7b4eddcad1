import type { Principal } from '../auth/principal.js';
import type { Tx } from '../db/database.js';
import { findRefInTheWay } from '../git/find-ref-in-the-way.js';
import { moveRef } from '../git/move-ref.js';
import { readCommits } from '../git/read-commits.js';
import type { GitObjectRow } from '../git/repository.js';
import { saveObjects } from '../git/save-objects.js';
import { type UserError, userError } from '../user-error.js';
import { actOnPull } from './act-on-pull.js';
import { checkBody, checkTitle } from './check-texts.js';
import { findBase } from './find-base.js';
import type { Optional } from './inputs.js';
import { insertPull, nextNumber } from './insert-pull.js';
import { moveHead } from './move-head.js';
import { refuseIf } from './open-pull-request.js';
import type { Pulls } from './open-pulls.js';
import type { PullOutcome } from './pull-outcome.js';
import { lockPullOfBranch } from './pull-row.js';
import { recordPull } from './record-pull.js';

/** A pushed commit; its tree has been judged already: paths, modes, sizes, JSON. */
export interface ProposedCommit {
  /** `proposals/NAME` */
  branch: string;
  /** Where the branch was when it was pushed; null: nowhere. */
  expected: string | null;
  commit: string;
  /** Every object the database may not have yet. */
  objects: readonly GitObjectRow[];
  /** Left out: of one that is opened those of the commit, of one that is moved those it has. */
  title?: Optional<string>;
  body?: Optional<string>;
}

/**
 * Takes a pushed commit as the head of its branch: opens a pull request, or moves the one that is open. Refused: a name
 * that is no branch, a branch that moved meanwhile, a commit that shares no history with main or adds nothing to it.
 */
export function proposeCommit(pulls: Pulls, principal: Principal, proposed: ProposedCommit): Promise<PullOutcome> {
  return actOnPull(pulls, principal, { action: 'pull.pushed', number: null }, async (tx) => {
    const { branch, expected, commit, objects } = proposed;
    refuseIf([...checkAuthor(principal), ...checkBranch(branch)]);
    await saveObjects(tx, objects);
    const base = await findOwnBase(tx, commit);
    // The pull request before its ref, as whoever changes its files locks them.
    const present = await lockPullOfBranch(tx, branch);
    const number = present?.number ?? (await nextNumber(tx));
    if (expected === null) refuseIf(await checkPlace(tx, branch));
    if (!(await moveRef(tx, { name: `refs/heads/${branch}`, expected, oid: commit }))) {
      const message = `${branch} was pushed to by somebody else meanwhile.`;
      refuseIf([userError('CONFLICT', ['expected'], message, 'Fetch, rebase and push again.')]);
    }
    if (present) {
      await moveHead(tx, present, principal, { head: commit, base });
      await sayAnew(tx, number, proposed);
      await recordPull(tx, number, 'UPDATED');
    } else {
      const { title, body } = await readWords(tx, proposed);
      refuseIf([...checkTitle(title), ...checkBody(body)]);
      await insertPull(tx, { number, title, body, draft: false, branch, base, head: commit });
    }
    return { userErrors: [], number, release: null };
  });
}

function checkAuthor({ roles }: Principal): UserError[] {
  if (roles.some((role) => role === 'REVOPS' || role === 'ADMIN')) return [];
  const message = 'This token may not propose changes: it needs the role REVOPS or ADMIN.';
  return [userError('FORBIDDEN', [], message, 'An administrator gives roles: accord users add --roles.')];
}

function checkBranch(branch: string): UserError[] {
  const fits = /^proposals\/[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/.test(branch);
  if (fits && branch.length <= 200 && !/\.\.|\.(?:lock)?(\/|$)/.test(branch)) return [];
  const hint = 'Push to proposals/NAME: letters, digits, hyphens, such as proposals/raise-mql.';
  return [userError('INVALID', ['branch'], `'${branch.slice(0, 200)}' is no branch for a proposal.`, hint)];
}

/** Git could not write it into any clone. */
async function checkPlace(tx: Tx, branch: string): Promise<UserError[]> {
  const other = await findRefInTheWay(tx, `refs/heads/${branch}`);
  if (other === null) return [];
  const message = `There is a branch '${other.slice('refs/heads/'.length)}': git keeps no branch below another.`;
  return [userError('CONFLICT', ['branch'], message, 'Push to another name.')];
}

async function findOwnBase(tx: Tx, commit: string): Promise<string> {
  const { base, own, tooLong } = await findBase(tx, commit);
  const refuse = (message: string, hint: string) => refuseIf([userError('INVALID', ['commit'], message, hint)]);
  if (tooLong) refuse('The branch has more than 1,000 commits of its own.', 'Squash them, or start from main.');
  if (base === null) refuse('The branch shares no history with main.', 'Start it from main: git checkout -b … main.');
  if (own.length === 0) refuse('The branch has nothing that main has not.', 'Commit a change first.');
  return base as string;
}

async function sayAnew(tx: Tx, number: number, words: ProposedCommit): Promise<void> {
  const [title, body] = [words.title?.trim() || null, words.body?.trim() ?? null];
  refuseIf([...(title === null ? [] : checkTitle(title)), ...checkBody(body)]);
  await tx.query('update pull_requests set title = coalesce($2, title), body = coalesce($3, body) where number = $1', [
    ...[number, title, body],
  ]);
}

async function readWords(tx: Tx, { commit, title, body }: ProposedCommit): Promise<{ title: string; body: string }> {
  const message = (await readCommits(tx, [commit])).get(commit)?.message ?? '';
  const [first = '', ...rest] = message.trim().split('\n');
  return { title: (title?.trim() || first.trim()).slice(0, 200), body: body?.trim() ?? rest.join('\n').trim() };
}
