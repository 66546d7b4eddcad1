import { overPool } from '../db/over-pool.js';
import { transaction } from '../db/transaction.js';
import { readFiles } from '../git/read-files.js';
import { endHold } from '../releases/end-hold.js';
import { findHold } from '../releases/find-hold.js';
import { lockReleases } from '../releases/lock-releases.js';
import { type Promoted, promoteCommit } from '../releases/promote-commit.js';
import { readMain } from '../releases/read-main.js';
import { userError } from '../user-error.js';
import { findUnsignedEmergency } from './find-unsigned-emergency.js';
import { findMergedPull, type PromotingParts } from './promote-merged.js';

/** Why a hold ends. */
export interface ReleaseHoldInput {
  reason: string;
  confirmMoves?: number | null;
}

/**
 * Ends the hold and puts main in force, in one transaction: where main cannot be promoted (more moves than confirmed, say)
 * the hold stays. REQUIRED: no reason; NOT_FOUND: nothing is on hold. Where main is in force already only the hold ends.
 */
export async function releaseHold(parts: PromotingParts, actor: string, input: ReleaseHoldInput): Promise<Promoted> {
  const { pool, countMoves } = parts;
  const db = overPool(pool);
  const reason = input.reason.trim();
  const commit = await readMain(db);
  const files = (await readFiles(db, commit)) ?? {};
  const moves = await countMoves(files);
  return transaction(pool, actor, async (tx) => {
    const live = await lockReleases(tx);
    if (reason === '') return refused('REQUIRED', 'A reason is missing.', 'Say why: everybody will read it.');
    if (!(await findHold(tx)))
      return refused('NOT_FOUND', 'Nothing is on hold.', 'A merged commit is put in force by promote.');
    if (live.commit === commit) {
      await endHold(tx, reason);
      return { userErrors: [], release: null };
    }
    const emergency = await findUnsignedEmergency(tx, commit, files);
    if (emergency) return { userErrors: [{ ...emergency, field: null }], release: null };
    const promoted = await promoteCommit(tx, {
      commit,
      files,
      expectedLive: null,
      kind: 'MERGE',
      reason,
      pullRequest: await findMergedPull(tx, commit),
      effect: null,
      expiresAt: null,
      moves,
      confirmMoves: input.confirmMoves ?? null,
      endsHold: true,
    });
    if (promoted.release !== null) await endHold(tx, reason);
    return promoted;
  });
}

function refused(code: 'REQUIRED' | 'NOT_FOUND', message: string, hint: string): Promoted {
  const problem = userError(code, ['reason'], message, hint);
  return { userErrors: [code === 'REQUIRED' ? problem : { ...problem, field: null }], release: null };
}
