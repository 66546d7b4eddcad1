import type { DefinitionsTree, Files } from '../../core/definitions/tree.js';
import type { Tx } from '../db/database.js';
import { type UserError, userError } from '../user-error.js';
import { findHold } from './find-hold.js';
import { findStrandedStage } from './find-stranded-stage.js';
import { isAheadOnMain } from './is-ahead-on-main.js';
import { type LockedRelease, lockReleases } from './lock-releases.js';
import { prepareTree } from './prepare-tree.js';
import { saveRelease } from './save-release.js';

/** A commit to be put in force. */
export interface NewPromotion {
  commit: string;
  /** The tree of that commit. */
  files: Files;
  /** What the caller saw in force; null: whatever it is. */
  expectedLive: string | null;
  kind: 'MERGE' | 'EMERGENCY';
  reason: string | null;
  pullRequest: number | null;
  /** What was signed. */
  effect: string | null;
  /** When an emergency is rolled back, unless `confirmPromotion` says before that its effect was signed as usual. */
  expiresAt: Date | null;
  /** Leads it would move, as `countMoves` found just now. */
  moves: number;
  confirmMoves: number | null;
  /** Whether it may come in force although promotion is on hold, because the caller ends the hold with it. */
  endsHold?: boolean;
}

/** The release it became, or why it is none. */
export interface Promoted {
  userErrors: UserError[];
  release: number | null;
}

const MAX_MOVES = 500;

/**
 * Puts a commit of main in force as the next release, with its tag, event, audit entry and the job that scores all leads
 * anew. Refuses under a hold, of a stale `expectedLive`, of more moves than are confirmed, of what cannot run. Call it
 * last: it makes scoring wait for the commit.
 */
export async function promoteCommit(tx: Tx, promotion: NewPromotion): Promise<Promoted> {
  const prepared = prepare(promotion.files);
  if ('code' in prepared) return { userErrors: [prepared], release: null };
  const live = await lockReleases(tx);
  const problem = await findProblem(tx, live, promotion, prepared);
  if (problem) return { userErrors: [problem], release: null };
  const release = await saveRelease(tx, live, promotion);
  return { userErrors: [], release };
}

function prepare(files: Files): DefinitionsTree | UserError {
  try {
    return prepareTree(files).tree;
  } catch (error) {
    return userError(
      'DEFINITION_INVALID',
      ['commit'],
      `It cannot run: ${(error as Error).message}.`,
      'Mend it by a pull request.',
    );
  }
}

async function findProblem(
  tx: Tx,
  live: LockedRelease,
  promotion: NewPromotion,
  tree: DefinitionsTree,
): Promise<UserError | null> {
  const { commit, expectedLive } = promotion;
  const hold = promotion.endsHold ? null : await findHold(tx);
  if (hold) {
    const since = hold.since.toISOString().slice(0, 16).replace('T', ' ');
    const message = `Promotion is on hold since ${since} UTC: ${hold.reason}`;
    return { code: 'HELD', field: null, message, hint: 'Merge without promoting, or end the hold with releaseHold.' };
  }
  if (expectedLive !== null && expectedLive !== live.commit) {
    const message = `In force is ${live.commit} (release ${live.number}), not ${expectedLive}.`;
    return userError('STALE_VERSION', ['expectedLive'], message, 'Look at it again and decide anew.');
  }
  if (commit === live.commit) {
    const message = `${commit} is in force already, as release ${live.number}.`;
    return userError('INVALID', ['commit'], message, 'Nothing is left to do.');
  }
  if (!(await isAheadOnMain(tx, live.commit, commit))) {
    const message = `${commit} is no merged commit ahead of what is in force (${live.commit}).`;
    return userError('INVALID', ['commit'], message, 'Merge it first; to go back, use rollBack.');
  }
  const stranded = await findStrandedStage(tx, live.files, promotion.files);
  if (stranded) return stranded;
  return judgeMoves(promotion, tree.lifecycle.atPromotion?.maxMoves ?? MAX_MOVES);
}

function judgeMoves({ moves, confirmMoves }: NewPromotion, most: number): UserError | null {
  if (moves <= most || confirmMoves === moves) return null;
  const message = `It moves ${moves} leads at once, more than the ${most} that need no confirmation.`;
  const hint = `To do so all the same, say confirmMoves: ${moves} (accord pr merge --confirm-moves ${moves}).`;
  if (confirmMoves === null) return userError('REQUIRED', ['confirmMoves'], message, hint);
  return userError('CONFLICT', ['confirmMoves'], `${message} Confirmed were ${confirmMoves}.`, hint);
}
