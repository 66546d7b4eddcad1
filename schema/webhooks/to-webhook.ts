import type { JsonObject } from '../../core/scoring/facts.js';
import type { WebhookRow } from '../../server/outlets/webhook-columns.js';
import type { WebhookType } from './webhook.type.js';

/** A row as its type is resolved from; the filter becomes what it is to callers, an object of theirs. */
export function toWebhook(row: WebhookRow): WebhookType & WebhookRow {
  return { ...row, filter: row.filter as JsonObject & WebhookRow['filter'] };
}
