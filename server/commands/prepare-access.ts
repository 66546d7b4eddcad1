import type pg from 'pg';
import { createDemoPeople } from '../auth/create-demo-people.js';
import { createTokenRow } from '../auth/create-token-row.js';
import { ensureAdminToken } from '../auth/ensure-admin-token.js';
import { transaction } from '../db/transaction.js';

/** A token to be shown once, and whose it is. */
export interface Access {
  title: string;
  token: string;
}

/**
 * Makes sure somebody can get in: the token of ACCORD_ADMIN_TOKEN (never shown), the demo people with new tokens (in
 * place of earlier ones where this process is `alone`), or, where no token was ever made, one for an administrator.
 */
export function prepareAccess(
  pool: pg.Pool,
  pepper: string,
  adminToken: string | null,
  demo: { alone: boolean } | null,
): Promise<Access[]> {
  return transaction(pool, 'system', async (tx) => {
    if (adminToken !== null) await ensureAdminToken(tx, pepper, adminToken);
    if (demo) return createDemoPeople(tx, pepper, demo.alone);
    const [present] = await tx.query('select 1 from api_tokens limit 1');
    if (present) return [];
    const admin = await createTokenRow(tx, pepper, {
      displayName: 'Administrator (first start)',
      userId: null,
      roles: ['ADMIN'],
      expiresAt: null,
      agent: false,
    });
    return [{ title: 'Administrator', token: admin.text }];
  });
}
