import { evaluateFirst } from './evaluate-first.js';
import { type ActivityFact, compareFacts, type Fact, type Instant } from './facts.js';
import { type RetentionScope, retainedFacts } from './retention.js';
import type { Scorer } from './scorer.js';
import { writeSnapshot } from './scorer-snapshot.js';
import { buildTimeline, type Timeline } from './timeline.js';
import { appendFact } from './timeline-index.js';

/** A scorer that knows all facts: it takes any other, each where it belongs. */
export function scoreWhole(scope: RetentionScope, given: readonly Fact[], at: Instant): Scorer {
  const facts = [...given];
  let timeline: Timeline | null = null;
  let now = at;
  const current = (): Timeline => {
    timeline ??= buildTimeline(facts);
    return timeline;
  };
  return {
    facts: () => facts,
    timeline: current,
    apply: (fact) => {
      facts.push(fact);
      if (timeline === null) return true;
      const known = timeline;
      const last = known.facts.at(-1);
      const late = last !== undefined && compareFacts(last, fact) >= 0;
      if (fact.kind === 'retraction' || (late && fact.kind !== 'activity')) timeline = null;
      else if (late) insertLate(known, fact as ActivityFact);
      else appendFact(known, fact);
      return true;
    },
    advanceTo: (instant) => {
      if (instant > now) now = instant;
    },
    first: () => evaluateFirst(scope.models, current(), now),
    snapshot: () => writeSnapshot(scope, retainedFacts(scope, current(), now)),
  };
}

/** Leads of bots have 10,000 activities: to build their timeline anew for each late one took 25 ms. */
function insertLate(timeline: Timeline, fact: ActivityFact): void {
  insertSorted(timeline.facts, fact);
  insertSorted(timeline.activities, fact);
  const ofType = timeline.byType.get(fact.type);
  if (ofType) insertSorted(ofType, fact);
  else timeline.byType.set(fact.type, [fact]);
}

function insertSorted<Item extends Fact>(items: Item[], item: Item): void {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareFacts(items[middle] as Item, item) < 0) low = middle + 1;
    else high = middle;
  }
  items.splice(low, 0, item);
}
