import type { Endpoint } from './lock-endpoint.js';
import type { OutgoingRules } from './outgoing-rules.js';
import { unsealText } from './seal-text.js';
import type { OutgoingAnswer } from './send-request.js';
import { sendRequest } from './send-request.js';
import { signBody } from './sign-body.js';
import { secretOf, urlOf } from './webhook-secret.js';

/** How requests are sent. */
export interface Sending {
  rules: OutgoingRules;
  pepper: string;
  timeoutMs: number;
  signal?: AbortSignal;
}

/** What of a webhook sending needs. */
export type Sealed = Pick<Endpoint, 'id' | 'format' | 'sealedUrl' | 'sealedSecret' | 'sealedOldSecret'>;

const UNREADABLE =
  'Its address and secret were sealed under another ACCORD_PEPPER: give the URL again and rotate the secret.';

/** Sends a body to an endpoint under the id of its event, signed anew; to Slack as it is. Never throws. */
export async function sendMessage(
  sending: Sending,
  endpoint: Sealed,
  message: { id: string; body: string },
): Promise<OutgoingAnswer> {
  const { rules, pepper, timeoutMs, signal } = sending;
  const open = (about: string, sealed: Buffer | null) => (sealed ? unsealText(pepper, about, sealed) : null);
  const url = open(urlOf(endpoint.id), endpoint.sealedUrl);
  const sealedSecrets = endpoint.format === 'SLACK' ? [] : [endpoint.sealedSecret, endpoint.sealedOldSecret];
  const secrets = sealedSecrets.flatMap((sealed) => open(secretOf(endpoint.id), sealed) ?? []);
  if (url === null || (endpoint.format === 'STANDARD' && secrets.length === 0)) {
    return { status: null, error: UNREADABLE, retryAfterMs: null };
  }
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Accord-Webhooks',
    ...(secrets.length > 0 ? signBody(secrets, { ...message, at: new Date() }) : {}),
  };
  return sendRequest(rules, { url, headers, body: message.body, timeoutMs, ...(signal ? { signal } : {}) });
}
