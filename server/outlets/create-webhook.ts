import { recordAudit } from '../audit/record-audit.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import { userError } from '../leads/user-error.js';
import { checkWebhook } from './check-webhook.js';
import { onceByKey } from './once-by-key.js';
import { sealText } from './seal-text.js';
import type { CreateWebhookInput, WebhookOutcome, WebhookParts } from './webhook-inputs.js';
import { refusedWebhook } from './webhook-inputs.js';
import { newWebhookSecret, secretOf, urlOf } from './webhook-secret.js';

/** Endpoints of one installation at most. */
export const MOST_WEBHOOKS = 1_000;

/**
 * Makes an endpoint that is sent what follows `head`; `confined` is one that ends with its maker's rights. Refused: an address that is forbidden as written, no kind, a key
 * that is none or taken, one too many. A repeat under the same idempotency key shows no secret again.
 */
export async function createWebhook(
  tx: Tx,
  parts: WebhookParts,
  input: CreateWebhookInput,
  from: { head: number; confined: boolean },
): Promise<WebhookOutcome> {
  const { idempotencyKey, ...given } = input;
  const keyed = { key: idempotencyKey, operation: 'createWebhook', input: given };
  const kept = await onceByKey(tx, keyed, async () => {
    const { webhookId, ...outcome } = await create(tx, parts, input, from);
    return { ...outcome, id: webhookId };
  });
  return { userErrors: kept.userErrors, webhookId: kept.id, secret: 'secret' in kept ? kept.secret : null };
}

async function create(
  tx: Tx,
  parts: WebhookParts,
  input: CreateWebhookInput,
  { head, confined }: { head: number; confined: boolean },
): Promise<WebhookOutcome> {
  const userErrors = checkWebhook(parts.rules, input);
  if (userErrors.length > 0) return refusedWebhook(...userErrors);
  const [row] = await tx.query<{ count: number }>('select count(*) as count from webhooks');
  if ((row?.count ?? 0) >= MOST_WEBHOOKS) {
    const message = `There are ${MOST_WEBHOOKS} webhooks already, which are the most.`;
    return refusedWebhook(userError('LIMIT_EXCEEDED', [], message, 'Delete one that is used no more.'));
  }
  const id = newId('webhook', tx.at.getTime());
  const secret = newWebhookSecret();
  const made = await tx.query(INSERT, [
    id,
    input.key ?? null,
    input.format ?? 'STANDARD',
    sealText(parts.pepper, urlOf(id), input.url),
    [...new Set(input.kinds)],
    input.filter ? JSON.stringify(input.filter) : null,
    tx.actor,
    confined,
    sealText(parts.pepper, secretOf(id), secret),
    head,
    tx.at,
  ]);
  if (made.length === 0) {
    const message = `There is a webhook with the key '${input.key}' already.`;
    return refusedWebhook(userError('ALREADY_EXISTS', ['key'], message, 'Choose another key, or delete that one.'));
  }
  const { format = 'STANDARD', kinds } = input;
  await recordAudit(tx, { action: 'webhook.created', subject: id, detail: { format: format ?? 'STANDARD', kinds } });
  return { userErrors: [], webhookId: id, secret: format === 'SLACK' ? null : secret };
}

const INSERT = `
  insert into webhooks (id, key, format, sealed_url, kinds, filter, created_by, confined, sealed_secret, enabled, position,
    fence, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, true, $10, 0, $11)
  on conflict (key) where key is not null do nothing
  returning id`;
