import type { TypePermissions } from './access.js';

/** Who may see and change endpoints that are sent events. */
export const webhookPermissions: Readonly<Record<string, TypePermissions>> = {
  Webhook: { webhookIds: 'id', webhooks: 'key url format kinds filter enabled disabledReason cursor lag deliveries' },
  WebhookDelivery: {
    webhookIds: 'id',
    webhooks: 'eventId attempts responseStatus nextAttemptAt succeededAt lastError',
  },
  WebhookDeliveryConnection: { hooks: 'edges nodes pageInfo totalCount' },
  WebhookDeliveryEdge: { hooks: 'cursor node' },
  WebhookPayload: { hooks: 'userErrors webhook secret' },
  WebhookDeliveryPayload: { hooks: 'userErrors delivery' },
};
