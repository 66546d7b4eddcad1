import type { JsonObject } from '../../core/scoring/facts.js';

/** The kinds of events in the log; `Event` types of the API resolve by it. */
export type EventKind =
  | 'LEAD'
  | 'STAGE_TRANSITION'
  | 'THRESHOLD_CROSSING'
  | 'HANDOFF'
  | 'SLA'
  | 'PULL_REQUEST'
  | 'PROMOTION';

/** An event to be logged. `data` holds ids, keys and numbers only: never a name, an address, free text or a value. */
export interface NewEvent {
  /** The id of the transition or crossing it tells of; else `newId('event')`. */
  eventId: string;
  kind: EventKind;
  leadId: string | null;
  occurredAt: Date;
  /** Recorded by an import of the past. */
  historical: boolean;
  data: JsonObject;
  /** Who caused it, where one transaction works for several; the transaction's actor by default. */
  actor?: string;
}
