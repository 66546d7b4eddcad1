import { evaluateFirst } from './evaluate-first.js';
import { compareFacts, type Fact, type Instant } from './facts.js';
import { isRelevant, type RetentionScope, retainedFacts } from './retention.js';
import type { Scorer } from './scorer.js';
import { readSnapshot, writeSnapshot } from './scorer-snapshot.js';
import { appendFact, listTimeline, type Timeline } from './timeline-index.js';

/** Facts kept before those that no longer matter are dropped. */
const TIDY_ABOVE = 256;

/** A scorer that knows of a lead only what still matters, and says so where that is not enough. */
export function scoreFromSnapshot(scope: RetentionScope, snapshot: string, at: Instant): Scorer {
  const given = readSnapshot(scope, snapshot);
  const restored = new WeakSet<Fact>(given);
  let timeline = listTimeline(given);
  let now = at;
  let tidyAbove = TIDY_ABOVE;
  const tidy = (): void => {
    timeline = listTimeline(retainedFacts(scope, timeline, now));
    tidyAbove = Math.max(TIDY_ABOVE, 2 * timeline.facts.length);
  };
  const insert = (fact: Fact): boolean => {
    const { facts } = timeline;
    let place = facts.length;
    while (place > 0 && (facts[place - 1] as Fact).occurredAt > fact.occurredAt) place--;
    for (; place > 0 && (facts[place - 1] as Fact).occurredAt === fact.occurredAt; place--) {
      const other = facts[place - 1] as Fact;
      if (restored.has(other)) return false;
      if (compareFacts(other, fact) < 0) break;
    }
    if (place === facts.length) appendFact(timeline, fact);
    else if (fact.kind === 'pass' || isFirstTouch(fact)) return false;
    else timeline = listTimeline(facts.toSpliced(place, 0, fact));
    return true;
  };
  return {
    facts: () => timeline.facts,
    timeline: () => timeline,
    apply: (fact) => {
      if (fact.kind === 'retraction' || changesAccount(timeline, fact)) return false;
      if (!isRelevant(scope, fact)) return true;
      if (!insert(fact)) return false;
      if (timeline.facts.length > tidyAbove) tidy();
      return true;
    },
    advanceTo: (instant) => {
      if (instant > now) now = instant;
    },
    first: () => evaluateFirst(scope.models, timeline, now),
    snapshot: () => writeSnapshot(scope, retainedFacts(scope, timeline, now)),
  };
}

/** Another account brings facts with it that only the caller can load. */
function changesAccount(timeline: Timeline, fact: Fact): boolean {
  if (fact.kind !== 'attribute' || fact.path !== 'account') return false;
  return (timeline.attributes.get('account')?.at(-1)?.value ?? null) !== fact.value;
}

function isFirstTouch(fact: Fact): boolean {
  return fact.kind === 'attribute' && (fact.path === 'source' || fact.path === 'channel');
}
