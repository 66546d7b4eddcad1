import type { Tx } from '../db/database.js';
import type { NewEvent } from './new-event.js';

/**
 * Stages events in the order given, recorded at `tx.at`; the sequencer places them in the log once `tx` has committed.
 * The leads they tell of must be locked already: that makes the log's order per lead the order of what happened.
 */
export async function recordEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.query(STAGE, [
    events.map((event) => event.eventId),
    events.map((event) => event.kind),
    events.map((event) => event.leadId),
    events.map((event) => event.actor ?? tx.actor),
    events.map((event) => event.occurredAt.toISOString()),
    tx.at.toISOString(),
    events.map((event) => event.historical),
    events.map((event) => JSON.stringify(event.data)),
  ]);
}

const STAGE = `
  insert into event_staging (event_id, kind, lead_id, actor, occurred_at, recorded_at, historical, data)
  select event_id, kind, lead_id, actor, occurred_at, $6::timestamptz, historical, data
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $7::boolean[], $8::jsonb[])
    with ordinality as given (event_id, kind, lead_id, actor, occurred_at, historical, data, position)
  order by position`;
