import { asTable } from '../output.js';

/** A webhook as the command line asks for it. */
export interface Webhook {
  id: string;
  key: string | null;
  url: string;
  format: string;
  kinds: string[];
  enabled: boolean;
  disabledReason: string | null;
  lag: number;
  cursor: string;
}

/** A delivery as the command line asks for it. */
export interface Delivery {
  id: string;
  eventId: string;
  attempts: number;
  responseStatus: number | null;
  succeededAt: string | null;
  nextAttemptAt: string | null;
  lastError: string | null;
}

/** The selection `describeWebhooks` reads. */
export const WEBHOOK_FIELDS = 'id key url format kinds enabled disabledReason lag cursor';

/** The selection `describeDelivery` reads. */
export const DELIVERY_FIELDS = 'id eventId attempts responseStatus succeededAt nextAttemptAt lastError';

/** Webhooks as a table. */
export function describeWebhooks(webhooks: Webhook[]): string {
  return asTable(
    ['ID', 'KEY', 'URL', 'KINDS', 'BEHIND', 'STATE'],
    webhooks.map((webhook) => [
      webhook.id,
      webhook.key,
      webhook.url,
      webhook.format === 'SLACK' ? `${webhook.kinds.join(',')} (Slack)` : webhook.kinds.join(','),
      webhook.lag,
      webhook.enabled ? 'on' : `off: ${webhook.disabledReason ?? ''}`,
    ]),
    'There are no webhooks: make one with "accord webhooks create".',
  );
}

/** What became of a delivery, in a sentence. */
export function describeDelivery(delivery: Delivery): string {
  if (delivery.succeededAt) return `${delivery.id}: taken with ${delivery.responseStatus} at ${delivery.succeededAt}.`;
  return `${delivery.id}: ${delivery.lastError ?? 'on its way.'}`;
}
