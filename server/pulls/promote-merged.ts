import type pg from 'pg';
import type { Db } from '../db/database.js';
import { overPool } from '../db/over-pool.js';
import { transaction } from '../db/transaction.js';
import { readFiles } from '../git/read-files.js';
import type { CountMoves } from '../leads/rescore/open-move-counter.js';
import { type Promoted, promoteCommit } from '../releases/promote-commit.js';
import { userError } from '../user-error.js';
import { findUnsignedEmergency } from './find-unsigned-emergency.js';

/** What promoting needs of a process. */
export interface PromotingParts {
  pool: pg.Pool;
  countMoves: CountMoves;
}

/** A merged commit to be put in force; `expectedLive` is what the caller saw in force. */
export interface PromoteInput {
  commit: string;
  expectedLive: string;
  confirmMoves?: number | null;
  reason?: string | null;
}

/** Puts a merged commit in force, ahead of what is. NOT_FOUND: no such commit; else refuses as `promoteCommit` does. */
export async function promoteMerged(parts: PromotingParts, actor: string, input: PromoteInput): Promise<Promoted> {
  const { pool, countMoves } = parts;
  const db = overPool(pool);
  const files = await readFiles(db, input.commit);
  if (!files) return refused(`There is no commit ${input.commit}.`);
  const moves = await countMoves(files);
  return transaction(pool, actor, async (tx) => {
    const emergency = await findUnsignedEmergency(tx, input.commit, files);
    if (emergency) return { userErrors: [emergency], release: null };
    return promoteCommit(tx, {
      commit: input.commit,
      files,
      expectedLive: input.expectedLive,
      kind: 'MERGE',
      reason: input.reason?.trim() || null,
      pullRequest: await findMergedPull(tx, input.commit),
      effect: null,
      expiresAt: null,
      moves,
      confirmMoves: input.confirmMoves ?? null,
    });
  });
}

/** The pull request whose merge made this commit, or null. */
export async function findMergedPull(db: Db, commit: string): Promise<number | null> {
  const [pull] = await db.query<{ number: number }>('select number from pull_requests where merge_commit = $1', [
    commit,
  ]);
  return pull?.number ?? null;
}

function refused(message: string): Promoted {
  return {
    userErrors: [userError('NOT_FOUND', ['commit'], message, 'definitions { main } tells the newest.')],
    release: null,
  };
}
