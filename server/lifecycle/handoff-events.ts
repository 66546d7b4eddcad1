import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import type { NewEvent } from '../events/new-event.js';
import type { HandoffChange } from './step-handoffs.js';

/** The events of changes of handoffs, in order. */
export function handoffEvents(tx: Tx, changes: readonly HandoffChange[]): NewEvent[] {
  const ids = changes.map(() => newId('event', tx.at.getTime())).sort();
  return changes.map(({ handoff, before, after, actor }, index) => ({
    eventId: ids[index] as string,
    kind: 'HANDOFF',
    leadId: handoff.leadId,
    occurredAt: tx.at,
    historical: false,
    data: { handoffId: handoff.id, before, after },
    actor,
  }));
}
