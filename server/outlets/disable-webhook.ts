import { recordAudit } from '../audit/record-audit.js';
import type { Tx } from '../db/database.js';

/** Switches a webhook off with a sentence that says why; what is on its way waits until it is switched on again. */
export async function disableWebhook(tx: Tx, webhookId: string, reason: string): Promise<void> {
  const changed = await tx.query(
    'update webhooks set enabled = false, disabled_reason = $2 where id = $1 and enabled returning id',
    [webhookId, reason],
  );
  if (changed.length === 0) return;
  await recordAudit(tx, { action: 'webhook.disabled', subject: webhookId });
}
