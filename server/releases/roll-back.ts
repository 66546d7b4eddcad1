import type { Tx } from '../db/database.js';
import { userError } from '../user-error.js';
import { lockReleases } from './lock-releases.js';
import type { Promoted } from './promote-commit.js';
import { saveRelease } from './save-release.js';

const MOST_REASON = 2_000;
const ELSE = 'Name an earlier release with another commit: promotions lists them.';

/**
 * Puts what an earlier release put in force in force again, as the next release, and holds promotion until `releaseHold`.
 * Refused: no reason (REQUIRED), no such release (NOT_FOUND), what is in force already (INVALID).
 */
export async function rollBack(tx: Tx, input: { toRelease: number; reason: string }): Promise<Promoted> {
  const reason = input.reason.trim();
  if (reason === '') return refused('REQUIRED', 'reason', 'A reason is missing.', 'Say why: everybody will read it.');
  if (reason.length > MOST_REASON) {
    return refused(
      'INVALID',
      'reason',
      `The reason has ${reason.length} characters; at most ${MOST_REASON}.`,
      'Shorten it.',
    );
  }
  const live = await lockReleases(tx);
  const [target] = await tx.query<{ commit: string; files: Record<string, string>; pullRequest: number | null }>(
    'select commit, files, pull_request as "pullRequest" from releases where number = $1',
    [input.toRelease],
  );
  if (!target) {
    const message = `There is no release ${input.toRelease}; the newest is ${live.number}.`;
    return refused('NOT_FOUND', 'toRelease', message, ELSE);
  }
  if (target.commit === live.commit) {
    return refused('INVALID', 'toRelease', `What release ${input.toRelease} put in force is in force now.`, ELSE);
  }
  const { commit, files, pullRequest } = target;
  const back = { commit, files, kind: 'ROLLBACK', reason, pullRequest, effect: null, expiresAt: null } as const;
  const release = await saveRelease(tx, live, back);
  await tx.query(`update holds set ended_at = $1, ended_by = $2, end_reason = $3 where ended_at is null`, [
    tx.at,
    tx.actor,
    `release ${release}`,
  ]);
  await tx.query('insert into holds (release, reason, held_by, since, refused) values ($1, $2, $3, $4, $5)', [
    release,
    reason,
    tx.actor,
    tx.at,
    live.commit,
  ]);
  return { userErrors: [], release };
}

function refused(code: 'REQUIRED' | 'INVALID' | 'NOT_FOUND', field: string, message: string, hint: string): Promoted {
  return { userErrors: [userError(code, [field], message, hint)], release: null };
}
