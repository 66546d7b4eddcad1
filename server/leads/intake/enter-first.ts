import type { Arrival } from '../../../core/definitions/followed-lead.js';
import type { Lifecycle } from '../../../core/definitions/tree.js';
import type { TimedEntry } from './order-entries.js';
import type { PlacedItem } from './plan-facts.js';

/**
 * Lets a new lead come to be with its first entry. History enters the stage it is told to be in; a lead that comes now
 * begins at the start and is moved from there.
 */
export function enterFirst(entries: TimedEntry[], creator: PlacedItem, lifecycle: Lifecycle): TimedEntry[] {
  const [first, ...others] = entries;
  if (!first) return entries;
  const { lead } = creator;
  const known = first.historical ? lead.identified : lead.identified && lead.identifiedBy === lead.createdBy;
  const start = known ? lifecycle.identified : lifecycle.initial;
  const { at, historical } = first;
  const facts = first.arrivals.flatMap((arrival) => (arrival.kind === 'facts' ? arrival.facts : []));
  const arrivals: Arrival[] = [];
  let told: { to: string; reason?: string | null; note?: string | null } = { to: start };
  for (const arrival of first.arrivals) {
    if (arrival.kind === 'facts') continue;
    if (arrival.kind === 'recorded-move') {
      told = arrival;
      for (const record of arrival.records) arrivals.push({ kind: 'facts', at, historical, facts: record });
    } else arrivals.push(arrival);
  }
  const { to, reason = null, note = null } = told;
  const enter = { to, reason, note, occurredAt: at, by: creator.item.principal.mover };
  return [{ ...first, arrivals: [{ kind: 'facts', at, historical, facts, enter }, ...arrivals] }, ...others];
}
