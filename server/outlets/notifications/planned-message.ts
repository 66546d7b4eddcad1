import type { JsonObject } from '../../../core/scoring/facts.js';
import type { LogEvent } from '../../events/log-event.js';

/** A message that somebody is to get; `nobody` says why none can. */
export interface PlannedMessage {
  /** Two messages about one subject to one recipient are one. */
  subject: string;
  recipient: string;
  nobody: string | null;
  event: Pick<LogEvent, 'eventId' | 'kind' | 'leadId'> & { data: JsonObject };
  notification: string;
  label: string;
  template: string | null;
}
