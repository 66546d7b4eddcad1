import { recordAudit } from '../audit/record-audit.js';
import type { RowScope } from '../auth/rows/row-scope.js';
import type { Tx } from '../db/database.js';
import type { UserError } from '../leads/user-error.js';
import { lockWebhook, noWebhook } from './lock-webhook.js';

/** Deletes an endpoint with its delivery log. Refused: an unknown one. */
export async function deleteWebhook(tx: Tx, scope: RowScope, id: string): Promise<UserError[]> {
  if (!(await lockWebhook(tx, id, scope))) return [noWebhook(id)];
  await tx.query('delete from webhooks where id = $1', [id]);
  await recordAudit(tx, { action: 'webhook.deleted', subject: id });
  return [];
}
