import type { ActivityFact, AttributeFact, Fact, Instant, Json, PassFact, QualificationStatus } from './facts.js';

/** One value of a path from `at` on; undefined is 'removed'. */
export interface Reading {
  at: Instant;
  value: Json | undefined;
}

/** One answer from `at` on; `value` undefined says nothing about the value, null takes it away. */
export interface AnswerReading {
  at: Instant;
  status: QualificationStatus;
  value: Json | undefined;
}

/** A lead's facts in the order of `compareFacts`, without duplicates, retractions and what they retract, indexed for reading. */
export interface Timeline {
  facts: Fact[];
  activities: ActivityFact[];
  byType: Map<string, ActivityFact[]>;
  /** By path: attributes of the lead and of its nameless account, membership as `account`. */
  attributes: Map<string, Reading[]>;
  /** By account and path. */
  accounts: Map<string, Map<string, Reading[]>>;
  /** By `framework.criterion`. */
  answers: Map<string, AnswerReading[]>;
  passes: PassFact[];
}

/** Where a timeline keeps the paths of an account; a null account is the nameless one of a lead without membership. */
export function accountReadings(timeline: Timeline, account: string | null): Map<string, Reading[]> | undefined {
  return account === null || account === '' ? timeline.attributes : timeline.accounts.get(account);
}

/** A timeline without facts. */
export function emptyTimeline(): Timeline {
  return {
    facts: [],
    activities: [],
    byType: new Map(),
    attributes: new Map(),
    accounts: new Map(),
    answers: new Map(),
    passes: [],
  };
}

/** The timeline of facts that are in order already, and without repeats and retractions. */
export function listTimeline(facts: readonly Fact[]): Timeline {
  const timeline = emptyTimeline();
  for (const fact of facts) appendFact(timeline, fact);
  return timeline;
}

/** Attributes that keep their first value; later ones go to the path named. */
const FIRST_TOUCH: Record<string, string> = { source: 'latestSource', channel: 'latestChannel' };

/** Paths whose readings depend on each other. */
export const FIRST_TOUCH_PATHS: ReadonlySet<string> = new Set(Object.entries(FIRST_TOUCH).flat());

/** Adds a fact to the end of a timeline, in place; the caller has seen to its order, and that it is no duplicate. */
export function appendFact(timeline: Timeline, fact: Fact): void {
  timeline.facts.push(fact);
  switch (fact.kind) {
    case 'activity':
      timeline.activities.push(fact);
      pushTo(timeline.byType, fact.type, fact);
      break;
    case 'attribute':
      appendAttribute(timeline, fact);
      break;
    case 'qualification':
      pushTo(timeline.answers, `${fact.framework}.${fact.criterion}`, {
        at: fact.occurredAt,
        status: fact.status,
        value: fact.status === 'unknown' ? null : fact.value,
      });
      break;
    case 'pass':
      timeline.passes.push(fact);
      break;
    case 'retraction':
      break;
  }
}

/** Takes an attribute that is later than all readings of its path into the index, and not into the list of facts. */
export function appendAttribute(timeline: Timeline, fact: AttributeFact): void {
  const reading: Reading = { at: fact.occurredAt, value: fact.value === null ? undefined : fact.value };
  const { account, path } = fact;
  if (account === undefined || account === null || account === '' || !path.startsWith('account.')) {
    pushTo(timeline.attributes, firstTouchPath(timeline, fact), reading);
    return;
  }
  let readings = timeline.accounts.get(account);
  if (readings === undefined) {
    readings = new Map();
    timeline.accounts.set(account, readings);
  }
  pushTo(readings, path, reading);
}

function firstTouchPath(timeline: Timeline, { path, value }: AttributeFact): string {
  const later = Object.hasOwn(FIRST_TOUCH, path) ? FIRST_TOUCH[path] : undefined;
  if (later === undefined || value === null) return path;
  return timeline.attributes.get(path)?.at(-1)?.value === undefined ? path : later;
}

function pushTo<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
