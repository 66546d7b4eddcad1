import { recordAudit } from '../audit/record-audit.js';
import type { Tx } from '../db/database.js';
import type { CreatedApiToken } from './create-api-token.js';
import { createTokenRow } from './create-token-row.js';
import type { Role } from './principal.js';
import type { Problem } from './problem.js';
import { problem } from './problem.js';

interface Old {
  prefix: string;
  displayName: string;
  userId: string | null;
  roles: Role[];
  agent: boolean;
  createdAt: Date;
  expiresAt: Date | null;
  ended: boolean;
}

const MOST_GRACE_S = 604_800;

/**
 * Makes a token with the rights and the lifetime of another, which ends `graceSeconds` (0 to a week) from now. Refused: an
 * unknown one, one that has ended, that of ACCORD_ADMIN_TOKEN.
 */
export async function rotateApiToken(
  tx: Tx,
  pepper: string,
  input: { id: string; graceSeconds: number },
): Promise<CreatedApiToken> {
  const [old] = await tx.query<Old>(FIND, [input.id, tx.at]);
  const wrong = whatIsWrong(old, input);
  if (!old || wrong) return { userErrors: wrong ? [wrong] : [], tokenId: null, secret: null };
  const lifetimeMs = old.expiresAt ? old.expiresAt.getTime() - old.createdAt.getTime() : null;
  const { id, text } = await createTokenRow(tx, pepper, {
    displayName: old.displayName,
    userId: old.userId,
    roles: old.roles,
    expiresAt: lifetimeMs === null ? null : new Date(tx.at.getTime() + lifetimeMs),
    agent: old.agent,
  });
  const end = new Date(tx.at.getTime() + input.graceSeconds * 1000);
  const ends = input.graceSeconds === 0 ? 'revoked_at = $2' : 'expires_at = least(expires_at, $2)';
  await tx.query(`update api_tokens set ${ends} where id = $1`, [input.id, end]);
  await recordAudit(tx, {
    action: 'token.rotated',
    subject: input.id,
    detail: { to: id, graceSeconds: input.graceSeconds },
  });
  return { userErrors: [], tokenId: id, secret: text };
}

function whatIsWrong(old: Old | undefined, { id, graceSeconds }: { id: string; graceSeconds: number }): Problem | null {
  if (graceSeconds < 0 || graceSeconds > MOST_GRACE_S) {
    const message = `${graceSeconds} s is no grace: 0 to ${MOST_GRACE_S} s (a week) are.`;
    return problem('INVALID', 'graceSeconds', message);
  }
  if (!old) return problem('NOT_FOUND', 'id', `There is no token ${id}.`);
  if (old.ended) return problem('INVALID', 'id', 'This token has ended.', 'Make another (createApiToken).');
  if (old.prefix !== 'environment') return null;
  return problem('INVALID', 'id', 'This token is that of ACCORD_ADMIN_TOKEN.', 'Change it there, and start again.');
}

const FIND = `
  select prefix, display_name as "displayName", user_id as "userId", roles, agent, created_at as "createdAt",
    expires_at as "expiresAt", revoked_at is not null or coalesce(expires_at <= $2, false) as ended
  from api_tokens where id = $1 for update`;
