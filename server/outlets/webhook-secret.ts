import { randomBytes } from 'node:crypto';

/** After a rotation the old secret signs beside the new one for so long. */
export const OVERLAP_MS = 24 * 3_600_000;

/** A new signing secret as Standard Webhooks writes it: `whsec_` and 32 random bytes in base64. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** What a webhook's sealed URL is bound to. */
export const urlOf = (webhookId: string): string => `${webhookId} url`;

/** What a webhook's sealed secrets are bound to. */
export const secretOf = (webhookId: string): string => `${webhookId} secret`;
