import { compareFacts, type Fact } from './facts.js';
import { appendFact, emptyTimeline, type Timeline } from './timeline-index.js';

export type { Timeline } from './timeline-index.js';

/**
 * Orders facts, drops duplicates by (source, messageId) (the first accepted stays) and applies retractions: any order
 * of arrival gives the same. `extra` are more facts of the same lead, such as those of its accounts.
 */
export function buildTimeline(facts: readonly Fact[], extra: readonly Fact[] = []): Timeline {
  const known = new Map<string, Fact>();
  const retracted = new Set<string>();
  for (const list of [facts, extra]) {
    for (const fact of list) {
      const id = identity(fact);
      const other = known.get(id);
      if (other === undefined || acceptedBefore(fact, other)) known.set(id, fact);
      if (fact.kind === 'retraction') for (const named of fact.retracts) retracted.add(identity(named));
    }
  }
  const counted: Fact[] = [];
  for (const [id, fact] of known) if (fact.kind !== 'retraction' && !retracted.has(id)) counted.push(fact);
  counted.sort(compareFacts);
  const timeline = emptyTimeline();
  for (const fact of counted) appendFact(timeline, fact);
  return timeline;
}

function identity(named: { source: string; messageId: string }): string {
  return `${named.source}\n${named.messageId}`;
}

/** Copies of one message may differ: the choice must not depend on the order in which they are given. */
function acceptedBefore(fact: Fact, other: Fact): boolean {
  const order = fact.receivedAt - other.receivedAt || fact.ordinal - other.ordinal || compareFacts(fact, other);
  return order < 0 || (order === 0 && JSON.stringify(fact) < JSON.stringify(other));
}
