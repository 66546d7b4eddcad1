import { type ActivityFact, compareFacts, type Instant } from '../../scoring/facts.js';
import type { Arrival } from '../followed-lead.js';
import type { Expected } from '../foresight.js';
import type { LeadHistory } from './lead-history.js';

/**
 * The activities of a lead of whom only activities, attributes and moves are told, each as it happened and in that order;
 * null for any other. Duplicates never come: the database has none.
 */
export function expectedActivities(history: Pick<LeadHistory, 'memory' | 'arrivals'>, until: Instant): Expected | null {
  const activities: ActivityFact[] = [];
  const times: Instant[] = [];
  const entries: Instant[] = [];
  let lag = 0;
  let now = Number.NEGATIVE_INFINITY;
  let last: ActivityFact | null = null;
  for (const arrival of history.arrivals) {
    if (arrival.at > until) continue;
    if (!isPlain(arrival)) return null;
    now = Math.max(now, arrival.at);
    if (arrival.kind !== 'facts') continue;
    for (const fact of arrival.facts) {
      if (fact.occurredAt > now) return null;
      if (fact.kind === 'attribute') continue;
      if (fact.kind !== 'activity' || (last !== null && compareFacts(last, fact) >= 0)) return null;
      lag = Math.max(lag, now - fact.occurredAt);
      activities.push(fact);
      times.push(fact.occurredAt);
      entries.push(now);
      last = fact;
    }
  }
  const begins = history.arrivals[0]?.at ?? until;
  const isKnown = history.memory.facts.every((fact) => fact.kind === 'attribute' && fact.occurredAt <= begins);
  return isKnown ? { activities, times, entries, lag, until } : null;
}

function isPlain(arrival: Arrival): boolean {
  if (arrival.historical || arrival.kind === 'look') return false;
  return arrival.kind === 'facts' || arrival.records.length === 0;
}
