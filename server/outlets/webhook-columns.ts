import type { WebhookFormat } from '../entities/webhook.entity.js';
import type { EventFilter } from '../events/event-filter.js';
import type { EventKind } from '../events/new-event.js';
import { unsealText } from './seal-text.js';
import { urlOf } from './webhook-secret.js';

/** A webhook as its owner may see it. */
export interface WebhookRow {
  id: string;
  key: string | null;
  url: string;
  format: WebhookFormat;
  kinds: EventKind[];
  filter: EventFilter | null;
  createdBy: string;
  enabled: boolean;
  disabledReason: string | null;
  /** The `seq` up to which events have become deliveries. */
  position: number;
  /** Events of the log it is behind, and those that still wait to be taken by the receiver. */
  lag: number;
}

/** A row of `SELECT_WEBHOOKS`. */
export type SealedWebhookRow = Omit<WebhookRow, 'url'> & { sealedUrl: Buffer };

/** Webhooks as `w`. */
export const SELECT_WEBHOOKS = `
  select w.id, w.key, w.sealed_url as "sealedUrl", w.format, w.kinds, w.filter, w.created_by as "createdBy", w.enabled,
    w.disabled_reason as "disabledReason", w.position,
    (greatest(0, (select seq from log_head where chain = 'event') - w.position)
      + (select count(*) from webhook_deliveries d where d.webhook_id = w.id and d.state = 'PENDING'))::integer as lag
  from webhooks w`;

/** Shown for an address that was sealed under another pepper. */
const UNREADABLE = 'https://unreadable.invalid/';

/** Opens the address of a row. */
export function unsealWebhook(pepper: string, { sealedUrl, ...row }: SealedWebhookRow): WebhookRow {
  return { ...row, url: unsealText(pepper, urlOf(row.id), sealedUrl) ?? UNREADABLE };
}
