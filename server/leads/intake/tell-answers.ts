import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import type { NewEvent } from '../../events/new-event.js';
import type { NewFact } from './insert-facts.js';

/**
 * Adds to the steps of leads one event for what an item answered of a framework: before the steps it may have led to,
 * but for a lead that came to be by these steps.
 */
export function tellAnswers(tx: Tx, steps: readonly NewEvent[], facts: readonly NewFact[]): NewEvent[] {
  const first = new Map<string, NewFact>();
  for (const fact of facts) {
    const key = JSON.stringify([fact.ordinal, fact.leadId, fact.type]);
    if (fact.kind === 'qualification' && !first.has(key)) first.set(key, fact);
  }
  if (first.size === 0) return [...steps];
  const answers = [...first.values()].sort((a, b) => a.ordinal - b.ordinal).map((fact) => eventOf(tx, fact));
  const created = new Set(steps.filter(({ data }) => data['change'] === 'CREATED').map((event) => event.leadId));
  const ofNew = answers.filter((event) => created.has(event.leadId));
  return [...answers.filter((event) => !created.has(event.leadId)), ...steps, ...ofNew];
}

function eventOf(tx: Tx, { leadId, type, occurredAt, historical, actor }: NewFact): NewEvent {
  return {
    eventId: newId('event', tx.at.getTime()),
    kind: 'LEAD',
    leadId,
    occurredAt: new Date(occurredAt),
    historical,
    data: { change: 'QUALIFIED', framework: type },
    actor,
  };
}
