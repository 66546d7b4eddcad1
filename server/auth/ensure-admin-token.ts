import { recordAudit } from '../audit/record-audit.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import { tokenHmac } from './token-hmac.js';

/** Makes the token of ACCORD_ADMIN_TOKEN a machine token with role ADMIN, however often it is started with; revoked before, it works again. */
export async function ensureAdminToken(tx: Tx, pepper: string, text: string): Promise<void> {
  const hmac = tokenHmac(pepper, text);
  const [before] = await tx.query<{ ended: boolean }>(
    `select revoked_at is not null or expires_at is not null as ended from api_tokens where hmac = $1`,
    [hmac],
  );
  const [token] = await tx.query<{ id: string }>(
    `insert into api_tokens (id, prefix, display_name, user_id, roles, agent, hmac, created_by, created_at)
     values ($1, 'environment', 'Administrator (ACCORD_ADMIN_TOKEN)', null, '{ADMIN}', false, $2, $3, $4)
     on conflict (hmac) do update set roles = '{ADMIN}', revoked_at = null, expires_at = null
     returning id`,
    [newId('token'), hmac, tx.actor, tx.at],
  );
  if (before && !before.ended) return;
  await recordAudit(tx, {
    action: 'token.created',
    subject: token?.id ?? null,
    detail: { user: null, roles: ['ADMIN'] },
  });
}
