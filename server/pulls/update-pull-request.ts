import type { Principal } from '../auth/principal.js';
import type { Tx } from '../db/database.js';
import { findRefInTheWay } from '../git/find-ref-in-the-way.js';
import { moveRef } from '../git/move-ref.js';
import { type UserError, userError } from '../user-error.js';
import { actOnPull } from './act-on-pull.js';
import { changeFiles } from './change-files.js';
import { checkBody, checkTitle } from './check-texts.js';
import { findPullToChange, notOpen } from './find-pull-to-change.js';
import type { UpdatePullRequestInput } from './inputs.js';
import { refuseIf } from './open-pull-request.js';
import type { Pulls } from './open-pulls.js';
import { type PullOutcome, PullRefused } from './pull-outcome.js';
import { lockPullOfBranch, type PullRow } from './pull-row.js';
import { type PullChange, recordPull } from './record-pull.js';

/**
 * Changes a pull request: its words, its files (a new commit on its branch), draft or not, closed or open again.
 * Refused: one that is merged, a head that moved (`expectedHead`), files that cannot be read.
 */
export function updatePullRequest(
  pulls: Pulls,
  principal: Principal,
  input: UpdatePullRequestInput,
): Promise<PullOutcome> {
  const { number, files } = input;
  const action = input.close === true ? 'pull.closed' : input.close === false ? 'pull.reopened' : 'pull.updated';
  return actOnPull(pulls, principal, { action, number }, async (tx) => {
    refuseIf(checkWords(input));
    const pull = await findPullToChange(tx, number);
    if (pull.state === 'MERGED') throw notOpen(pull);
    refuseIf(checkHead(input, pull));
    const reopens = pull.state === 'CLOSED' && input.close === false;
    if (reopens) await reopen(tx, pull);
    if (files) {
      if (pull.state === 'CLOSED' && !reopens) throw notOpen(pull);
      await changeFiles(tx, pulls, principal, pull, { files, title: input.title });
    }
    await saveWords(tx, pull, input);
    await recordPull(tx, number, whatHappened(pull, input));
    return { userErrors: [], number, release: null };
  });
}

function checkWords({ title, body }: UpdatePullRequestInput): UserError[] {
  return [...(title == null ? [] : checkTitle(title)), ...checkBody(body)];
}

function checkHead({ expectedHead }: UpdatePullRequestInput, { head }: PullRow): UserError[] {
  if (expectedHead == null || expectedHead === head) return [];
  const message = `The branch is at ${head}, not at ${expectedHead}.`;
  return [userError('STALE_VERSION', ['expectedHead'], message, 'Read it again, and put your change on top.')];
}

async function reopen(tx: Tx, { number, branch, head }: PullRow): Promise<void> {
  const other = await lockPullOfBranch(tx, branch);
  const name = `refs/heads/${branch}`;
  const [ref] = await tx.query<{ oid: string }>('select oid from git_refs where name = $1', [name]);
  const inTheWay = await findRefInTheWay(tx, name);
  if (other || inTheWay || (ref && ref.oid !== head)) {
    const how = inTheWay ? 'cannot be made again beside another' : 'has gone another way since';
    const message = `The branch ${branch} ${how}${other ? ` (pull request ${other.number})` : ''}.`;
    throw new PullRefused([userError('CONFLICT', ['close'], message, `Open a new one instead of ${number}.`)]);
  }
  if (!ref) await moveRef(tx, { name, expected: null, oid: head });
}

async function saveWords(tx: Tx, pull: PullRow, input: UpdatePullRequestInput): Promise<void> {
  const isDraft = input.draft ?? pull.state === 'DRAFT';
  const closed = input.close ?? pull.state === 'CLOSED';
  await tx.query('update pull_requests set title = $2, body = $3, state = $4 where number = $1', [
    pull.number,
    input.title?.trim() ?? pull.title,
    input.body?.trim() ?? pull.body,
    closed ? 'CLOSED' : isDraft ? 'DRAFT' : 'OPEN',
  ]);
}

function whatHappened({ state }: PullRow, { close }: UpdatePullRequestInput): PullChange {
  if (close === true && state !== 'CLOSED') return 'CLOSED';
  return close === false && state === 'CLOSED' ? 'REOPENED' : 'UPDATED';
}
