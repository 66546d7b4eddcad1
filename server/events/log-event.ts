import type { JsonObject } from '../../core/scoring/facts.js';
import { encodeCursor } from './cursor.js';
import type { EventKind } from './new-event.js';

/** An event as the log has it. */
export interface LogEvent {
  seq: number;
  cursor: string;
  eventId: string;
  kind: EventKind;
  leadId: string | null;
  actor: string;
  occurredAt: Date;
  recordedAt: Date;
  historical: boolean;
  data: JsonObject;
  /** What filters ask of its lead, as of when the event was read; null without a lead. */
  lead: { ownerId: string | null; accountId: string | null; source: string | null; segment: string | null } | null;
}

/** What `LogEvent`s are made of: the log as `l`, its lead as `d`. */
export const LOG_EVENT_SQL = `
  select l.seq, l.event_id as "eventId", l.kind, l.lead_id as "leadId", l.actor, l.occurred_at as "occurredAt",
    l.recorded_at as "recordedAt", l.historical, l.data, d.owner_id as "ownerId", d.account_id as "accountId",
    d.source, d.segment
  from event_log l left join leads d on d.id = l.lead_id`;

/** A row of `LOG_EVENT_SQL`. */
export type LogEventRow = Omit<LogEvent, 'cursor' | 'lead'> & NonNullable<LogEvent['lead']>;

/** Gives a row the cursor of its place in the log of this epoch. */
export function toLogEvent(epoch: number, row: LogEventRow): LogEvent {
  const { ownerId, accountId, source, segment, ...event } = row;
  return {
    ...event,
    cursor: encodeCursor(epoch, row.seq),
    lead: row.leadId === null ? null : { ownerId, accountId, source, segment },
  };
}
