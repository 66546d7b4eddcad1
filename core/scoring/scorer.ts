import type { CompiledModel } from './compiled-model.js';
import { evaluate } from './evaluate.js';
import { compareFacts, type Fact, type Instant } from './facts.js';
import type { Evaluation } from './results.js';
import { isRelevant, retainedFacts } from './retention.js';
import { readSnapshot, type ScorerSnapshot, writeSnapshot } from './scorer-snapshot.js';
import { appendFact, emptyTimeline, type Timeline } from './timeline-index.js';

export type { ScorerSnapshot } from './scorer-snapshot.js';

/** Scores one lead fact by fact, bit for bit as `evaluate` does over the whole timeline. */
export interface Scorer {
  /** False: this fact cannot be applied from here (retraction, change of account, too late): rebuild from the facts. Not for duplicates. */
  apply(fact: Fact): boolean;
  /** Moves the instant of evaluation on; never back. */
  advanceTo(instant: Instant): void;
  evaluation(): Evaluation;
  nextChangeAt(): Instant | null;
  /** Null when it would be too big to keep. */
  snapshot(): ScorerSnapshot | null;
}

/** Facts kept before those that no longer matter are dropped. */
const TIDY_ABOVE = 256;

/** Opens a scorer: empty, at a snapshot (throws RangeError when it is of another fingerprint), or over loaded facts. */
export function openScorer(
  compiled: CompiledModel,
  start?: ScorerSnapshot | { timeline: Timeline; at: Instant },
): Scorer {
  const restored = new WeakSet<Fact>();
  let timeline: Timeline = emptyTimeline();
  let now: Instant = -8_640_000_000_000_000;
  let tidyAbove = TIDY_ABOVE;
  if (start !== undefined && isLoaded(start)) {
    now = start.at;
    timeline = listed(start.timeline.facts);
  } else if (start !== undefined) {
    const { at, facts } = readSnapshot(compiled, start);
    now = at;
    for (const fact of facts) restored.add(fact);
    timeline = listed(facts);
  }
  const tidy = (): void => {
    timeline = listed(retainedFacts(compiled, timeline, now));
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
    else timeline = listed(facts.toSpliced(place, 0, fact));
    return true;
  };
  return {
    apply: (fact) => {
      if (fact.kind === 'retraction' || changesAccount(timeline, fact)) return false;
      if (!isRelevant(compiled, fact)) return true;
      if (!insert(fact)) return false;
      if (timeline.facts.length > tidyAbove) tidy();
      return true;
    },
    advanceTo: (instant) => {
      if (instant > now) now = instant;
    },
    evaluation: () => evaluate(compiled, timeline, now),
    nextChangeAt: () => evaluate(compiled, timeline, now).nextChangeAt,
    snapshot: () => {
      tidy();
      return writeSnapshot(compiled, timeline.facts, now);
    },
  };
}

function isLoaded(
  start: ScorerSnapshot | { timeline: Timeline; at: Instant },
): start is { timeline: Timeline; at: Instant } {
  return 'timeline' in start;
}

function listed(facts: readonly Fact[]): Timeline {
  const timeline = emptyTimeline();
  for (const fact of facts) appendFact(timeline, fact);
  return timeline;
}

/** Another account brings facts with it that only the caller can load. */
function changesAccount(timeline: Timeline, fact: Fact): boolean {
  if (fact.kind !== 'attribute' || fact.path !== 'account') return false;
  return (timeline.attributes.get('account')?.at(-1)?.value ?? null) !== fact.value;
}

function isFirstTouch(fact: Fact): boolean {
  return fact.kind === 'attribute' && (fact.path === 'source' || fact.path === 'channel');
}
