import { compareFacts, type Fact } from './facts.js';
import { appendFact, emptyTimeline, type Timeline } from './timeline-index.js';

export type { Timeline } from './timeline-index.js';

/**
 * Orders facts, drops duplicates by (source, messageId) (the first accepted stays) and applies retractions: any order
 * of arrival gives the same. `extra` are more facts of the same lead, such as those of its accounts.
 */
export function buildTimeline(facts: readonly Fact[], extra: readonly Fact[] = []): Timeline {
  const given = extra.length === 0 ? facts : [...facts, ...extra];
  const counted = isPlain(given) ? [...given] : countedOf(given);
  counted.sort(compareFacts);
  const timeline = emptyTimeline();
  for (const fact of counted) appendFact(timeline, fact);
  return timeline;
}

/** So few that comparing each with each is quicker than a map; leads begin with about so many. */
const FEW = 12;

/** Few facts without repeats and retractions: what most leads begin with. */
function isPlain(facts: readonly Fact[]): boolean {
  if (facts.length > FEW) return false;
  for (let i = 0; i < facts.length; i++) {
    const { kind, source, messageId } = facts[i] as Fact;
    if (kind === 'retraction') return false;
    for (let j = 0; j < i; j++) {
      const other = facts[j] as Fact;
      if (other.messageId === messageId && other.source === source) return false;
    }
  }
  return true;
}

function countedOf(facts: readonly Fact[]): Fact[] {
  const known = new Map<string, Fact>();
  const retracted = new Set<string>();
  for (const fact of facts) {
    const id = identity(fact);
    const other = known.get(id);
    if (other === undefined || acceptedBefore(fact, other)) known.set(id, fact);
    if (fact.kind === 'retraction') for (const named of fact.retracts) retracted.add(identity(named));
  }
  const counted: Fact[] = [];
  for (const [id, fact] of known) if (fact.kind !== 'retraction' && !retracted.has(id)) counted.push(fact);
  return counted;
}

function identity(named: { source: string; messageId: string }): string {
  return `${named.source}\n${named.messageId}`;
}

/** Copies of one message may differ: the choice must not depend on the order in which they are given. */
function acceptedBefore(fact: Fact, other: Fact): boolean {
  const order = fact.receivedAt - other.receivedAt || fact.ordinal - other.ordinal || compareFacts(fact, other);
  return order < 0 || (order === 0 && JSON.stringify(fact) < JSON.stringify(other));
}
