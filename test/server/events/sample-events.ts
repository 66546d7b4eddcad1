import { newId } from '../../../server/db/new-id.js';
import type { NewEvent } from '../../../server/events/new-event.js';

/** A transition's event of one lead, as `moveLead` stages it; `changes` replace its parts. */
export function sampleEvent(leadId: string | null, changes: Partial<NewEvent> = {}): NewEvent {
  return {
    eventId: newId('event'),
    kind: 'STAGE_TRANSITION',
    leadId,
    occurredAt: new Date('2026-03-01T09:00:00.123Z'),
    historical: false,
    data: { from: 'lead', to: 'mql', pass: 1 },
    ...changes,
  };
}
