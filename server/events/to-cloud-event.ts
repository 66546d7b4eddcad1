import type { Json, JsonObject } from '../../core/scoring/facts.js';
import type { EventRow } from './load-event-rows.js';
import type { LogEvent } from './log-event.js';
import type { EventKind } from './new-event.js';

/** An event as it leaves the installation: CloudEvents 1.0, JSON format, with the extension `sequence`. */
export interface CloudEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  /** The lead it is about; absent where it is about none. */
  subject?: string;
  time: string;
  /** Its place in the log: 16 digits, so that text sorts as numbers do. */
  sequence?: string;
  data: JsonObject;
}

/** The `type` of each kind of event. */
export const CLOUD_EVENT_TYPES: Readonly<Record<EventKind, string>> = {
  LEAD: 'accord.lead.change',
  STAGE_TRANSITION: 'accord.stage.transition',
  THRESHOLD_CROSSING: 'accord.threshold.crossing',
  HANDOFF: 'accord.handoff.change',
  SLA: 'accord.sla.change',
  PULL_REQUEST: 'accord.pullrequest.change',
  PROMOTION: 'accord.definitions.promotion',
};

/** What is added from the row of a transition or crossing: numbers and keys that never change again. */
const FROM_ROW: Partial<Record<EventKind, readonly string[]>> = {
  STAGE_TRANSITION: ['score', 'secondsInFrom', 'judged'],
  THRESHOLD_CROSSING: ['scoreBefore', 'scoreAfter', 'trigger', 'model', 'modelVersion'],
};

/** The `source` of an installation's events. */
export const cloudEventSource = (installationId: string): string => `/accord/${installationId}`;

/** The envelope of an event of the log: ids, keys, numbers and instants only, the same whenever it is made. */
export function toCloudEvent(installationId: string, event: LogEvent, row?: EventRow): CloudEvent {
  const { eventId, kind, leadId } = event;
  const added = (FROM_ROW[kind] ?? []).flatMap((key) => (row?.[key] === undefined ? [] : [[key, row[key] as Json]]));
  return {
    specversion: '1.0',
    id: eventId,
    source: cloudEventSource(installationId),
    type: CLOUD_EVENT_TYPES[kind],
    ...(leadId === null ? {} : { subject: leadId }),
    time: event.occurredAt.toISOString(),
    sequence: String(event.seq).padStart(16, '0'),
    data: {
      kind,
      cursor: event.cursor,
      leadId,
      actor: event.actor,
      occurredAt: event.occurredAt.toISOString(),
      recordedAt: event.recordedAt.toISOString(),
      historical: event.historical,
      ...event.data,
      ...Object.fromEntries(added),
    },
  };
}
