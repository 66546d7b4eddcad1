import type { JsonObject } from '../../core/scoring/facts.js';
import type { LogEvent } from '../../server/events/log-event.js';
import type { EventRow } from './event-row.js';

/** An event of the log with what its row adds; `data` is what the log itself holds. */
export type LoggedRow = EventRow & { cursor: string; kind: string; data: JsonObject };

/** An event of the log as the row its type is resolved from; `row` is that of the transition or crossing it tells of. */
export function fromLog(event: LogEvent, row: Readonly<Record<string, unknown>> | null | undefined): LoggedRow {
  return {
    ...row,
    id: event.eventId,
    kind: event.kind,
    cursor: event.cursor,
    leadId: event.leadId,
    actor: event.actor,
    occurredAt: event.occurredAt,
    recordedAt: event.recordedAt,
    historical: event.historical,
    data: event.data,
  };
}
