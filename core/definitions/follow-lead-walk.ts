import { type CrossingResult, crossThresholds } from '../scoring/crossings.js';
import { evaluateFirst, type FirstEvaluation } from '../scoring/evaluate-first.js';
import { type ActivityFact, compareFacts, type Fact, type Instant } from '../scoring/facts.js';
import type { CrossingCause, ThresholdStates } from '../scoring/results.js';
import { buildTimeline, type Timeline } from '../scoring/timeline.js';
import { appendFact } from '../scoring/timeline-index.js';
import type { CompiledTree } from './compile-tree.js';
import type { Effect, LeadMemory } from './followed-lead.js';

/** A lead on its way through arrivals: changed in place, step by step. */
export interface LeadWalk {
  readonly tree: CompiledTree;
  readonly id: string;
  facts: Fact[];
  timeline: Timeline;
  stage: string | null;
  stageSince: Instant;
  pass: number;
  thresholds: ThresholdStates;
  evaluatedAt: Instant | null;
  /** When to look again, as remembered; overruled by what was found last. */
  rememberedDueAt: Instant | null;
  found: { first: FirstEvaluation; crossed: CrossingResult | null } | null;
  effects: Effect[];
}

/** Begins where memory left off. */
export function openWalk(tree: CompiledTree, memory: LeadMemory): LeadWalk {
  const facts = [...memory.facts];
  return {
    tree,
    id: memory.id,
    facts,
    timeline: buildTimeline(facts),
    stage: memory.stage,
    stageSince: memory.stageSince,
    pass: memory.pass,
    thresholds: memory.thresholds,
    evaluatedAt: memory.evaluatedAt,
    rememberedDueAt: memory.dueAt,
    found: null,
    effects: [],
  };
}

/** Takes facts into the timeline: each where it belongs, or, where more than activities come late, by building it anew. */
export function addFacts(walk: LeadWalk, facts: readonly Fact[]): void {
  let rebuild = false;
  for (const fact of facts) {
    walk.facts.push(fact);
    const last = walk.timeline.facts.at(-1);
    const late = last !== undefined && compareFacts(last, fact) >= 0;
    rebuild ||= fact.kind === 'retraction' || (late && fact.kind !== 'activity');
    if (rebuild) continue;
    if (late && fact.kind === 'activity') insertLate(walk.timeline, fact);
    else appendFact(walk.timeline, fact);
  }
  if (rebuild) walk.timeline = buildTimeline(walk.facts);
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

/** Evaluates at `at` and lets thresholds cross; answers what was found, so that it can be announced. */
export function judgeAt(
  walk: LeadWalk,
  moment: { at: Instant; cause: CrossingCause; fact?: Fact },
): { first: FirstEvaluation; crossed: CrossingResult | null } {
  const first = evaluateFirst(walk.tree.models, walk.timeline, moment.at);
  const crossed =
    first.compiled && first.evaluation
      ? crossThresholds(first.compiled, first.evaluation, walk.thresholds, moment)
      : null;
  if (crossed) walk.thresholds = crossed.states;
  walk.evaluatedAt = moment.at;
  walk.found = { first, crossed };
  return walk.found;
}

/** When to look again if nothing new arrives; null: never. */
export function dueAt(walk: LeadWalk): Instant | null {
  if (!walk.found) return walk.rememberedDueAt;
  const { first, crossed } = walk.found;
  const due = Math.min(first.nextChangeAt ?? Infinity, crossed?.dueAt ?? Infinity);
  return due === Infinity ? null : due;
}
