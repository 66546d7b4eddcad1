import { recordAudit } from '../audit/record-audit.js';
import type { Tx } from '../db/database.js';
import type { Problem } from './problem.js';
import { problem } from './problem.js';

/** Ends a token, within 5 s everywhere, open sockets too; a second time does nothing. Unknown: NOT_FOUND. */
export async function revokeApiToken(tx: Tx, id: string): Promise<{ userErrors: Problem[]; tokenId: string | null }> {
  const [token] = await tx.query<{ revoked: boolean }>(
    'select revoked_at is not null as revoked from api_tokens where id = $1 for update',
    [id],
  );
  if (!token) return { userErrors: [problem('NOT_FOUND', 'id', `There is no token ${id}.`)], tokenId: null };
  if (!token.revoked) {
    await tx.query('update api_tokens set revoked_at = $2 where id = $1', [id, tx.at]);
    await recordAudit(tx, { action: 'token.revoked', subject: id });
  }
  return { userErrors: [], tokenId: id };
}
