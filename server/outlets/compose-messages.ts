import type { Db } from '../db/database.js';
import { findLogEvents } from '../events/find-log-events.js';
import { loadEventRows } from '../events/load-event-rows.js';
import { toCloudEvent } from '../events/to-cloud-event.js';
import { describeForSlack } from './describe-for-slack.js';
import type { DueDelivery } from './list-due.js';
import type { Endpoint } from './lock-endpoint.js';
import { slackBody } from './slack-body.js';

/** A delivery and the body to be sent; null where the log has dropped its event. */
export interface Message {
  delivery: DueDelivery;
  body: string | null;
}

/** Writes the bodies of due deliveries, as the format of their endpoint wants them. */
export async function composeMessages(
  db: Db,
  installation: { id: string; epoch: number },
  endpoint: Pick<Endpoint, 'format'>,
  due: readonly DueDelivery[],
): Promise<Message[]> {
  const events = await findLogEvents(
    db,
    installation.epoch,
    due.map(({ seq }) => seq),
  );
  const kept = [...events.values()];
  const rows = endpoint.format === 'STANDARD' ? await loadEventRows(db, kept) : new Map();
  const names =
    endpoint.format === 'SLACK'
      ? await findNames(
          db,
          kept.flatMap(({ leadId }) => leadId ?? []),
        )
      : new Map();
  return due.map((delivery) => {
    const event = events.get(delivery.seq);
    if (!event) return { delivery, body: null };
    if (endpoint.format === 'SLACK') {
      const lead = event.leadId === null ? null : (names.get(event.leadId) ?? event.leadId);
      return { delivery, body: slackBody([describeForSlack(event, lead)]) };
    }
    return { delivery, body: JSON.stringify(toCloudEvent(installation.id, event, rows.get(event.eventId))) };
  });
}

async function findNames(db: Db, leadIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.query<{ id: string; name: string }>(
    'select id, name from leads where id = any($1) and name is not null',
    [leadIds],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
