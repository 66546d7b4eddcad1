import { recordAudit } from '../audit/record-audit.js';
import type { RowScope } from '../auth/rows/row-scope.js';
import type { Tx } from '../db/database.js';
import type { UserError } from '../leads/user-error.js';
import { userError } from '../leads/user-error.js';
import { findDelivery } from './list-deliveries.js';
import { lockWebhook } from './lock-webhook.js';

/**
 * Sends an event to its endpoint again, now, under its id and with the whole schedule before it. Refused: an unknown
 * delivery, one of an endpoint that is switched off, a test event, one that waits for an earlier event of its lead.
 */
export async function redeliver(tx: Tx, scope: RowScope, deliveryId: string): Promise<UserError[]> {
  const known = await findDelivery(tx, deliveryId);
  const webhook = known && (await lockWebhook(tx, known.webhookId, scope));
  const delivery = webhook && (await findDelivery(tx, deliveryId));
  const refuse = (code: 'NOT_FOUND' | 'INVALID', message: string, hint?: string) => [
    userError(code, ['deliveryId'], message, hint),
  ];
  if (!delivery) return refuse('NOT_FOUND', `There is no delivery ${deliveryId}, or it is not yours.`);
  if (!webhook.enabled) {
    return refuse('INVALID', 'Its webhook is switched off.', 'Switch it on first: updateWebhook(enabled: true).');
  }
  if (delivery.seq === null) return refuse('INVALID', 'This was a test event.', 'Send another: testWebhook.');
  if (delivery.state === 'PENDING' && delivery.nextAttemptAt === null) {
    return refuse('INVALID', 'It waits for an earlier event of the same lead, and is sent right after that one.');
  }
  await tx.query(
    `update webhook_deliveries
     set state = 'PENDING', attempts = 0, next_attempt_at = $2, succeeded_at = null where id = $1`,
    [deliveryId, tx.at],
  );
  await recordAudit(tx, { action: 'webhook.redelivered', subject: webhook.id, detail: { delivery: deliveryId } });
  return [];
}
