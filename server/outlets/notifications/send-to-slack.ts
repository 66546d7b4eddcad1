import type { Db } from '../../db/database.js';
import { findSlackEndpoint } from '../find-slack-endpoint.js';
import type { OutgoingRules } from '../outgoing-rules.js';
import { sendRequest } from '../send-request.js';
import { slackBody } from '../slack-body.js';
import type { Sending } from './sending.js';

/** Gives a text, already escaped, to the Slack endpoint of a key. */
export async function sendToSlack(
  parts: { db: Db; pepper: string; rules: OutgoingRules; timeoutMs: number },
  key: string,
  text: string,
): Promise<Sending> {
  const { db, pepper, rules, timeoutMs } = parts;
  const endpoint = await findSlackEndpoint(db, pepper, key);
  if (!endpoint) return { state: 'SKIPPED', error: `no Slack endpoint that is switched on has the key ${key}` };
  let isReached = false;
  const { status, error, retryAfterMs } = await sendRequest(rules, {
    url: endpoint.url,
    headers: { 'content-type': 'application/json' },
    body: slackBody([text]),
    timeoutMs,
    onConnected: () => {
      isReached = true;
    },
  });
  if (error === null) return { state: 'SENT' };
  if (status === null) return { state: isReached ? 'IN_DOUBT' : 'REFUSED', error };
  if (status !== 429 && status < 500) return { state: 'FAILED', error };
  return { state: 'REFUSED', error, ...(retryAfterMs === null ? {} : { retryAfterMs }) };
}
