import { recordAudit } from '../audit/record-audit.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import type { Role } from './principal.js';
import { tokenHmac } from './token-hmac.js';
import { newTokenText } from './token-text.js';

/** What a token is made of once it has been decided that it may be made. */
export interface NewToken {
  displayName: string;
  /** Of a personal token; null of a machine. */
  userId: string | null;
  roles: readonly Role[];
  expiresAt: Date | null;
  agent: boolean;
}

/** Makes a token, and leaves a trace of it; the text returned is the only copy there will ever be. */
export async function createTokenRow(tx: Tx, pepper: string, token: NewToken): Promise<{ id: string; text: string }> {
  const { text, prefix } = newTokenText();
  const id = newId('token');
  await tx.query(
    `insert into api_tokens (id, prefix, display_name, user_id, roles, agent, hmac, created_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      prefix,
      token.displayName,
      token.userId,
      token.roles,
      token.agent,
      tokenHmac(pepper, text),
      tx.actor,
      tx.at,
      token.expiresAt,
    ],
  );
  await recordAudit(tx, {
    action: 'token.created',
    subject: id,
    detail: { user: token.userId, roles: [...token.roles], agent: token.agent },
  });
  return { id, text };
}
