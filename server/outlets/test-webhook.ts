import type pg from 'pg';
import { recordAudit } from '../audit/record-audit.js';
import type { RowScope } from '../auth/rows/row-scope.js';
import { newId } from '../db/new-id.js';
import { transaction } from '../db/transaction.js';
import { cloudEventSource } from '../events/to-cloud-event.js';
import type { UserError } from '../leads/user-error.js';
import { lockWebhook, noWebhook } from './lock-webhook.js';
import type { Sealed, Sending } from './send-message.js';
import { sendMessage } from './send-message.js';
import { slackBody } from './slack-body.js';

/** The `type` of the event that `testWebhook` sends. */
export const TEST_EVENT_TYPE = 'accord.webhook.test';

/**
 * Sends an endpoint a test event, once, and answers when it is known what became of it; to one that is switched off too.
 * Refused: an unknown one.
 */
export async function testWebhook(
  pool: pg.Pool,
  sending: Sending,
  installationId: string,
  asked: { actor: string; scope: RowScope; id: string },
): Promise<{ userErrors: UserError[]; deliveryId: string | null }> {
  const begun = await transaction(pool, asked.actor, async (tx) => {
    if (!(await lockWebhook(tx, asked.id, asked.scope))) return null;
    const deliveryId = newId('delivery', tx.at.getTime());
    const eventId = newId('event', tx.at.getTime());
    await tx.query(BEGIN, [deliveryId, asked.id, eventId, tx.at]);
    await recordAudit(tx, { action: 'webhook.tested', subject: asked.id, detail: { delivery: deliveryId } });
    const [endpoint] = await tx.query<Sealed>(SEALED, [asked.id]);
    return { deliveryId, eventId, at: tx.at, endpoint: endpoint as Sealed };
  });
  if (!begun) return { userErrors: [noWebhook(asked.id)], deliveryId: null };
  const { deliveryId, eventId, at, endpoint } = begun;
  const body = endpoint.format === 'SLACK' ? slackBody(['A test message of Accord.']) : envelope();
  const answer = await sendMessage(sending, endpoint, { id: eventId, body });
  await transaction(pool, asked.actor, (tx) => tx.query(END, [deliveryId, answer.status, answer.error, tx.at]));
  return { userErrors: [], deliveryId };

  function envelope(): string {
    const time = at.toISOString();
    const source = cloudEventSource(installationId);
    const data = { kind: 'TEST', webhookId: asked.id };
    return JSON.stringify({ specversion: '1.0', id: eventId, source, type: TEST_EVENT_TYPE, time, data });
  }
}

/** Counted as failed until its answer is here: a process that dies meanwhile leaves no test that seems to wait. */
const BEGIN = `
  insert into webhook_deliveries (id, webhook_id, event_id, seq, lane, state, attempts, last_error, created_at)
  values ($1, $2, $3, null, 'test', 'FAILED', 1, 'No answer was heard.', $4)`;

const END = `
  update webhook_deliveries set response_status = $2, last_error = $3,
    state = case when $3::text is null then 'SUCCEEDED' else 'FAILED' end,
    succeeded_at = case when $3::text is null then $4::timestamptz end
  where id = $1`;

const SEALED = `
  select id, format, sealed_url as "sealedUrl", sealed_secret as "sealedSecret",
    case when old_secret_until > clock_timestamp() then sealed_old_secret end as "sealedOldSecret"
  from webhooks where id = $1`;
