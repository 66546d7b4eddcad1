import type { TeamKey } from '../../core/definitions/lifecycle.js';
import { raiseVersions } from '../../core/definitions/merge/raise-versions.js';
import { decideEmergency } from '../../core/definitions/sign-offs/decide-emergency.js';
import type { Principal } from '../auth/principal.js';
import type { Tx } from '../db/database.js';
import { findHold } from '../releases/find-hold.js';
import { promoteCommit } from '../releases/promote-commit.js';
import { type UserError, userError } from '../user-error.js';
import { actOnPull } from './act-on-pull.js';
import { checkMerging, passes } from './checks/check-merging.js';
import { type CheckResult, pendingChecks } from './checks/check-result.js';
import { readChecks, saveChecks } from './checks/save-checks.js';
import { findPullToChange, notOpen } from './find-pull-to-change.js';
import type { MergePullRequestInput } from './inputs.js';
import { listCheckBlockers } from './list-blockers.js';
import { lockMerges } from './lock-merges.js';
import type { Merging } from './merging.js';
import { refuseIf } from './open-pull-request.js';
import type { Pulls } from './open-pulls.js';
import { type PullOutcome, PullRefused } from './pull-outcome.js';
import type { PullRow } from './pull-row.js';
import { readSignOffFacts, readSignOffs, signersOf } from './read-sign-offs.js';
import { checkEffect } from './review-pull-request.js';
import { writeMerge } from './write-merge.js';

type Signers = { user: string; team: TeamKey }[];

/**
 * Merges what is signed: trees merged by key, checked again, written as one signed commit, and put in force unless
 * `promote` is false. All of it happens or nothing. Refused: STALE_VERSION, NOT_MERGEABLE, CHECK_FAILING (also while
 * pending), SIGN_OFF_MISSING, HELD, moves that are not confirmed. Nobody is above sign-offs; an emergency needs two
 * people of two teams and a reason, and ends by itself.
 */
export function mergePullRequest(
  pulls: Pulls,
  principal: Principal,
  input: MergePullRequestInput,
): Promise<PullOutcome> {
  const { number } = input;
  return pulls.inTurn(() =>
    actOnPull(pulls, principal, { action: 'pull.merged', number }, async (tx) => {
      await lockMerges(tx);
      const pull = await findPullToChange(tx, number);
      if (pull.state === 'MERGED' || pull.state === 'CLOSED') throw notOpen(pull);
      const merging = await pulls.trees.merging(tx, pull);
      refuseIf(checkInput(input, pull));
      refuseIf(checkEffect(input.expectedEffect, merging));
      refuseIf(listConflicts(merging));
      if (input.promote !== false) refuseIf(await checkHold(tx));
      const { problems } = await findSigners(tx, principal, pull, merging, input);
      const checks = await runChecks(tx, pulls, pull, merging, problems.length === 0);
      refuseIf([...problems, ...checkChecks(checks)]);
      // a report that came while the checks ran may have raised the class
      const { signers, problems: since } = await findSigners(tx, principal, pull, merging, input);
      refuseIf(since);
      return merge(tx, pulls, principal, { pull, merging, signers, checks, input });
    }),
  );
}

function checkInput({ emergency, promote, reason }: MergePullRequestInput, { number, state }: PullRow): UserError[] {
  if (state === 'DRAFT') {
    const hint = 'Say that it is ready: updatePullRequest(draft: false).';
    return [userError('CONFLICT', ['number'], `Pull request ${number} is a draft.`, hint)];
  }
  if (!emergency) return [];
  if (promote === false) {
    return [userError('INVALID', ['promote'], 'An emergency comes in force at once.', 'Leave promote out.')];
  }
  return reason?.trim() ? [] : [userError('REQUIRED', ['reason'], 'An emergency needs a reason.', 'Say what happens.')];
}

function listConflicts({ conflicts, changes }: Merging): UserError[] {
  if (conflicts.length === 0 && changes.length === 0) {
    return [userError('CONFLICT', ['number'], 'It changes nothing that main does not say already.', 'Close it.')];
  }
  return conflicts.map(({ path, pointer, base, ours, theirs, summary }) => {
    const [before, main, proposed] = [base, ours, theirs].map((value) => JSON.stringify(value).slice(0, 200));
    const message = `${path}${pointer}: ${summary} (base ${before}, main ${main}, proposed ${proposed})`;
    const hint = 'Send all files in conflict by updatePullRequest, or merge main into the branch and push.';
    return userError('NOT_MERGEABLE', [path, pointer], message, hint);
  });
}

async function checkHold(tx: Tx): Promise<UserError[]> {
  const hold = await findHold(tx);
  if (!hold) return [];
  const hint = 'Merge without promoting (promote: false), or end the hold with releaseHold.';
  return [userError('HELD', ['promote'], `Promotion is on hold: ${hold.reason}`, hint)];
}

async function findSigners(
  tx: Tx,
  principal: Principal,
  pull: PullRow,
  merging: Merging,
  { emergency }: MergePullRequestInput,
): Promise<{ signers: Signers; problems: UserError[] }> {
  if (!emergency) {
    const decision = await readSignOffs(tx, pull, merging);
    const hint = `They sign with reviewPullRequest (accord pr review ${pull.number}); whom it waits for: signOffs.`;
    return { signers: signersOf(decision), problems: decision.ready ? [] : missing(decision.blockers, hint) };
  }
  const { author, contributors } = pull;
  const merger = principal.kind === 'person' ? principal.userId : null;
  const facts = await readSignOffFacts(tx, pull.number, merger);
  const decision = decideEmergency({ effect: merging.effect, author, contributors, merger, ...facts });
  const hint = `Let somebody of another team approve it (accord pr review ${pull.number} --approve); who merges has approved.`;
  return { signers: decision.by, problems: decision.ready ? [] : missing(decision.blockers, hint) };
}

function missing(blockers: readonly string[], hint: string): UserError[] {
  return blockers.map((blocker) => userError('SIGN_OFF_MISSING', ['number'], blocker, hint));
}

/**
 * Those of a head that never ran are waited for in the background; on a main that moved they run here, at once, unless it
 * is not signed anyway: then what is known to fail is told beside it.
 */
async function runChecks(
  tx: Tx,
  pulls: Pulls,
  pull: PullRow,
  merging: Merging,
  isSigned: boolean,
): Promise<CheckResult[]> {
  if (pull.checkedHead !== pull.head) return pendingChecks();
  if (isSigned) return checkMerging(pulls, tx, merging, pull.number);
  return (await readChecks(tx, pull)).filter(({ conclusion }) => conclusion === 'FAILURE');
}

function checkChecks(checks: readonly CheckResult[]): UserError[] {
  if (passes(checks)) return [];
  const pending = checks.every((check) => check.conclusion === 'PENDING');
  const hint = pending ? 'They take some seconds: try again.' : 'Look at the annotations of the checks.';
  return listCheckBlockers(checks).map((blocker) => userError('CHECK_FAILING', ['number'], blocker, hint));
}

interface Decided {
  pull: PullRow;
  merging: Merging;
  signers: Signers;
  checks: CheckResult[];
  input: MergePullRequestInput;
}

async function merge(tx: Tx, pulls: Pulls, principal: Principal, decided: Decided): Promise<PullOutcome> {
  const { pull, merging, signers, checks, input } = decided;
  const { promote, confirmMoves } = input;
  const emergency = input.emergency ?? false;
  const reason = input.reason?.trim() || null;
  const files = raiseVersions(merging.before, merging.after);
  const moves = promote === false ? 0 : await pulls.countMoves(files);
  await saveChecks(tx, { number: pull.number, main: merging.main, head: pull.head }, checks);
  const commit = await writeMerge(tx, pulls, principal, { pull, merging, files, signers, emergency, reason });
  if (promote === false) return { userErrors: [], number: pull.number, release: null };
  const { userErrors, release } = await promoteCommit(tx, {
    commit,
    files,
    expectedLive: null,
    kind: emergency ? 'EMERGENCY' : 'MERGE',
    reason,
    pullRequest: pull.number,
    effect: merging.effect,
    expiresAt: emergency ? new Date(tx.at.getTime() + pulls.emergencyMs) : null,
    moves,
    confirmMoves: confirmMoves ?? null,
  });
  if (userErrors.length > 0) throw new PullRefused(userErrors);
  return { userErrors: [], number: pull.number, release };
}
