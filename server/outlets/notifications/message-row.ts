import type { JsonObject } from '../../../core/scoring/facts.js';

/** A message claimed for sending. */
export interface MessageRow {
  id: string;
  recipient: string;
  eventId: string;
  kind: string;
  leadId: string;
  data: JsonObject;
  label: string;
  template: string | null;
  attempts: number;
}
