import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import type { LogEvent } from '../events/log-event.js';
import { freeLanes } from './settle-deliveries.js';

/** Events behind each other on their way to one endpoint at most; what comes after waits in the log, with the cursor. */
export const MOST_PENDING = 10_000;

/** A stretch of the log that was looked through for an endpoint. */
export interface Taken {
  after: number;
  through: number;
  events: readonly LogEvent[];
}

/**
 * Makes deliveries of the events after an endpoint's position and moves it on; one sent before is sent again, from the
 * start. Does nothing, and says so, where the position is another by now or MOST_PENDING wait already.
 */
export async function takeEvents(tx: Tx, endpoint: { id: string; position: number }, taken: Taken): Promise<boolean> {
  if (endpoint.position !== taken.after) return false;
  if (taken.events.length > 0) {
    if ((await countPending(tx, endpoint.id)) + taken.events.length > MOST_PENDING) return false;
    const lanes = taken.events.map((event) => event.leadId ?? event.kind);
    await tx.query(INSERT, [
      endpoint.id,
      taken.events.map(() => newId('delivery', tx.at.getTime())),
      taken.events.map((event) => event.eventId),
      taken.events.map((event) => event.seq),
      lanes,
      tx.at,
    ]);
    await freeLanes(tx, endpoint.id, lanes);
  }
  await tx.query('update webhooks set position = $2 where id = $1', [endpoint.id, taken.through]);
  return true;
}

async function countPending(tx: Tx, webhookId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*) as count from (
       select from webhook_deliveries where webhook_id = $1 and state = 'PENDING' limit ${MOST_PENDING}) as pending`,
    [webhookId],
  );
  return row?.count ?? 0;
}

const INSERT = `
  insert into webhook_deliveries (id, webhook_id, event_id, seq, lane, state, attempts, created_at)
  select id, $1, event_id, seq, lane, 'PENDING', 0, $6
  from unnest($2::text[], $3::text[], $4::bigint[], $5::text[]) as g (id, event_id, seq, lane)
  on conflict (webhook_id, event_id) do update
    set state = 'PENDING', attempts = 0, next_attempt_at = null, succeeded_at = null, response_status = null,
      last_error = null`;
