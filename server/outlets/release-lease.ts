import type { Db } from '../db/database.js';
import type { Lease } from './lock-endpoint.js';

/** Gives a lease back, so that any process may take the webhook at once. */
export async function releaseLease(db: Db, lease: Lease): Promise<void> {
  await db.query('update webhooks set lease_until = null where id = $1 and fence = $2', [lease.webhookId, lease.fence]);
}
