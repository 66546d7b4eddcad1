import { evaluateFirst } from './evaluate-first.js';
import { type ActivityFact, type AttributeFact, compareFacts, type Fact, type Instant } from './facts.js';
import { type RetentionScope, retainedFacts } from './retention.js';
import type { Scorer } from './scorer.js';
import { writeSnapshot } from './scorer-snapshot.js';
import { buildTimeline, type Timeline } from './timeline.js';
import { appendAttribute, appendFact, FIRST_TOUCH_PATHS, listTimeline } from './timeline-index.js';

/** A scorer that knows all facts: it takes any other, each where it belongs. */
export function scoreWhole(scope: RetentionScope, given: readonly Fact[], at: Instant): Scorer {
  const facts = [...given];
  let timeline: Timeline | null = null;
  /** Nothing given twice or taken back: what is applied never is a duplicate. */
  let isPlain = facts.length < 2 && facts[0]?.kind !== 'retraction';
  let isInOrder = true;
  let now = at;
  const current = (): Timeline => {
    timeline ??= isPlain ? listTimeline(isInOrder ? facts : facts.toSorted(compareFacts)) : buildTimeline(facts);
    return timeline;
  };
  return {
    facts: () => facts,
    timeline: current,
    apply: (fact) => {
      const last = (timeline?.facts ?? facts).at(-1);
      const late = last !== undefined && compareFacts(last, fact) >= 0;
      facts.push(fact);
      if (fact.kind === 'retraction') isPlain = false;
      if (late) isInOrder = false;
      if (timeline === null) return true;
      const known = timeline;
      if (fact.kind === 'retraction') timeline = null;
      else if (!late) appendFact(known, fact);
      else if (fact.kind === 'activity') insertLate(known, fact);
      else if (fact.kind !== 'attribute' || !insertLateAttribute(known, fact)) timeline = null;
      return true;
    },
    advanceTo: (instant) => {
      if (instant > now) now = instant;
    },
    first: () => evaluateFirst(scope.models, current(), now),
    snapshot: () => writeSnapshot(scope, retainedFacts(scope, current(), now)),
  };
}

/** Of a group that tells of one account with each of its leads, all is earlier than when a lead of it came to be. */
function insertLateAttribute(timeline: Timeline, fact: AttributeFact): boolean {
  const { facts } = timeline;
  const place = placeIn(facts, fact);
  const next = facts[place];
  if (FIRST_TOUCH_PATHS.has(fact.path) || (next && compareFacts(next, fact) === 0)) return false;
  for (let i = place; i < facts.length; i++) {
    const later = facts[i] as Fact;
    if (later.kind === 'attribute' && later.path === fact.path && sameAccount(later, fact)) return false;
  }
  facts.splice(place, 0, fact);
  appendAttribute(timeline, fact);
  return true;
}

/** As the index keeps them: an account without a name, and whatever is no path of an account, belong to the lead. */
function sameAccount(one: AttributeFact, other: AttributeFact): boolean {
  return !one.path.startsWith('account.') || (one.account || null) === (other.account || null);
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
  items.splice(placeIn(items, item), 0, item);
}

function placeIn(items: readonly Fact[], item: Fact): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareFacts(items[middle] as Fact, item) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
