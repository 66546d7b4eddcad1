import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import { tokenHmac } from './token-hmac.js';

/** Makes the token of ACCORD_ADMIN_TOKEN a machine token with role ADMIN, however often it is started with; revoked before, it works again. */
export async function ensureAdminToken(tx: Tx, pepper: string, text: string): Promise<void> {
  await tx.query(
    `insert into api_tokens (id, prefix, display_name, user_id, roles, agent, hmac, created_by, created_at)
     values ($1, 'environment', 'Administrator (ACCORD_ADMIN_TOKEN)', null, '{ADMIN}', false, $2, $3, $4)
     on conflict (hmac) do update set roles = '{ADMIN}', revoked_at = null, expires_at = null`,
    [newId('token'), tokenHmac(pepper, text), tx.actor, tx.at],
  );
}
