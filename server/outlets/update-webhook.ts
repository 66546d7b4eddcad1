import { recordAudit } from '../audit/record-audit.js';
import type { RowScope } from '../auth/rows/row-scope.js';
import type { Tx } from '../db/database.js';
import { userError } from '../leads/user-error.js';
import { checkWebhook } from './check-webhook.js';
import { lockWebhook, noWebhook } from './lock-webhook.js';
import { sealText } from './seal-text.js';
import type { UpdateWebhookInput, WebhookOutcome, WebhookParts } from './webhook-inputs.js';
import { refusedWebhook } from './webhook-inputs.js';
import { newWebhookSecret, OVERLAP_MS, secretOf, urlOf } from './webhook-secret.js';

/**
 * Changes an endpoint; switched on again it goes on where it stopped. `rotateSecret` makes a secret, shown this once, and
 * lets the old one sign too for a day. Refused: an unknown one, a forbidden address, no kind, a secret for Slack.
 */
export async function updateWebhook(
  tx: Tx,
  parts: WebhookParts,
  scope: RowScope,
  input: UpdateWebhookInput,
): Promise<WebhookOutcome> {
  const { id, url, kinds, filter, enabled, rotateSecret } = input;
  const found = await lockWebhook(tx, id, scope);
  if (!found) return refusedWebhook(noWebhook(id));
  const userErrors = checkWebhook(parts.rules, { url, kinds });
  if (rotateSecret && found.format === 'SLACK') {
    const message = 'What is sent to Slack is not signed: there is no secret to change.';
    userErrors.push(userError('INVALID', ['rotateSecret'], message));
  }
  if (userErrors.length > 0) return refusedWebhook(...userErrors);

  const set = async (columns: string, ...values: unknown[]) => {
    await tx.query(`update webhooks set ${columns} where id = $1`, [id, ...values]);
  };
  if (url) await set('sealed_url = $2, failing_since = null', sealText(parts.pepper, urlOf(id), url));
  if (kinds) await set('kinds = $2', [...new Set(kinds)]);
  if (filter !== undefined) await set('filter = $2', filter === null ? null : JSON.stringify(filter));
  if (enabled === true) await set('enabled = true, disabled_reason = null, failing_since = null');
  if (enabled === false && found.enabled) await set(`enabled = false, disabled_reason = 'It was switched off.'`);
  let secret: string | null = null;
  if (rotateSecret) {
    secret = newWebhookSecret();
    await set(
      'sealed_old_secret = sealed_secret, sealed_secret = $2, old_secret_until = $3',
      sealText(parts.pepper, secretOf(id), secret),
      new Date(tx.at.getTime() + OVERLAP_MS),
    );
  }
  const changed = Object.entries(input).filter(([name, value]) => name !== 'id' && value !== undefined);
  await recordAudit(tx, {
    action: 'webhook.updated',
    subject: id,
    detail: { changed: changed.map(([name]) => name), ...(typeof enabled === 'boolean' ? { enabled } : {}) },
  });
  return { userErrors: [], webhookId: id, secret };
}
