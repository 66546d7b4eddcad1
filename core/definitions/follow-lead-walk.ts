import type { CompiledModel, Steady } from '../scoring/compiled-model.js';
import { type CrossingResult, crossThresholds, type Moment } from '../scoring/crossings.js';
import type { FirstEvaluation } from '../scoring/evaluate-first.js';
import type { Fact, Instant } from '../scoring/facts.js';
import { mayCross } from '../scoring/may-cross.js';
import { nextChangeAfter } from '../scoring/next-change-at.js';
import { openRelevance } from '../scoring/open-relevance.js';
import { openScorer, type ScorerStart } from '../scoring/open-scorer.js';
import { readSteady } from '../scoring/read-steady.js';
import type { ThresholdStates } from '../scoring/results.js';
import type { Scorer } from '../scoring/scorer.js';
import type { CompiledTree } from './compile-tree.js';
import type { Effect, FactsArrival, LeadSituation } from './followed-lead.js';
import { type Expected, type Foresight, openForesight } from './foresight.js';
import { renamedStates } from './renamed-states.js';

/** A lead on its way through arrivals: changed in place, step by step. */
export interface LeadWalk {
  readonly tree: CompiledTree;
  readonly id: string;
  scorer: Scorer;
  /** Whether the scorer knows all facts. From a snapshot nothing can be explained, moved or announced. */
  readonly whole: boolean;
  /** Something asked for facts that the snapshot left out: whatever else is said here means nothing. */
  lacking: boolean;
  stage: string | null;
  stageSince: Instant;
  pass: number;
  thresholds: ThresholdStates;
  evaluatedAt: Instant | null;
  /** When to look again, as remembered; overruled by what was found last. */
  rememberedDueAt: Instant | null;
  found: Found | null;
  /** What conditions said last; null once something came, or time passed, that may have changed it. */
  glanced: Glance | null;
  /** Nothing comes after: what is found now is told, so a glance would be for nothing. */
  ending: boolean;
  /** What is known of what will come; null: nothing. */
  readonly foresight: Foresight | null;
  /** Nobody asks why: crossings and transitions come without what explains them. */
  readonly bare: boolean;
  effects: Effect[];
}

/** What was found at an instant; `first` is null where a glance showed that nothing crosses. */
export interface Found {
  first: FirstEvaluation | null;
  crossed: CrossingResult | null;
}

/** Conditions as they were read at an instant. */
export interface Glance {
  compiled: CompiledModel;
  at: Instant;
  state: Steady;
}

/** What a lead's row says of it by these paths must be readable from a snapshot too. */
const KEPT_PATHS: ReadonlySet<string> = new Set(['owner', 'segment']);

/** How a lead is followed. */
export interface FollowOptions {
  /** Nobody asks why. */
  bare?: boolean;
  /** What will come, where all of it is known; it must be so. */
  expected?: Expected | null;
}

/** Begins where memory left off, with all facts or from a snapshot. */
export function openWalk(
  tree: CompiledTree,
  situation: LeadSituation,
  known: { facts: readonly Fact[] } | { snapshot: string },
  { bare = false, expected = null }: FollowOptions = {},
): LeadWalk {
  const { evaluatedAt } = situation;
  const at = evaluatedAt ?? -Infinity;
  return {
    tree,
    id: situation.id,
    scorer: scorerOf(tree, 'facts' in known ? { facts: known.facts, at } : { snapshot: known.snapshot, at }),
    whole: 'facts' in known,
    lacking: false,
    stage: situation.stage,
    stageSince: situation.stageSince,
    pass: situation.pass,
    thresholds: renamedStates(tree, situation.thresholds),
    evaluatedAt,
    rememberedDueAt: situation.dueAt,
    found: null,
    glanced: null,
    ending: false,
    foresight: expected && foresightOf(tree, expected),
    bare,
    effects: [],
  };
}

/** Only where one model is for all leads. */
function foresightOf(tree: CompiledTree, expected: Expected): Foresight | null {
  const [compiled] = tree.models;
  return compiled && compiled.appliesTo === null ? openForesight(compiled, expected) : null;
}

const relevances = new WeakMap<CompiledTree, (fact: Fact) => boolean>();

function relevanceOf(tree: CompiledTree): (fact: Fact) => boolean {
  const known = relevances.get(tree);
  if (known) return known;
  const made = openRelevance(tree.models);
  relevances.set(tree, made);
  return made;
}

/** A scorer over the running models. */
export function scorerOf(tree: CompiledTree, start: ScorerStart): Scorer {
  return openScorer(tree.models, start, KEPT_PATHS);
}

/** Takes facts into the timeline, each where it belongs. */
export function addFacts(walk: LeadWalk, facts: readonly Fact[]): void {
  const { scorer, foresight } = walk;
  for (const fact of facts) {
    if (!scorer.apply(fact)) walk.lacking = true;
    foresight?.took(fact);
    if (walk.glanced && relevanceOf(walk.tree)(fact)) walk.glanced = null;
  }
}

const NOTHING_CROSSED: Found = { first: null, crossed: null };

/** Lets thresholds cross at `at`; answers what was found, so that it can be announced. */
export function judgeAt(walk: LeadWalk, moment: Moment): Found {
  const since = walk.evaluatedAt;
  walk.scorer.advanceTo(moment.at);
  walk.evaluatedAt = moment.at;
  if (isForeseenQuiet(walk, since, moment.at)) {
    walk.glanced = null;
    walk.found = { first: null, crossed: walk.found?.crossed ?? null };
    return NOTHING_CROSSED;
  }
  if (!walk.ending && !mayCrossAt(walk, moment.at)) {
    walk.found = NOTHING_CROSSED;
    return walk.found;
  }
  const first = walk.scorer.first();
  const crossed =
    first.compiled && first.evaluation
      ? crossThresholds(first.compiled, first.evaluation, walk.thresholds, moment)
      : null;
  if (crossed) walk.thresholds = crossed.states;
  walk.found = { first, crossed };
  return walk.found;
}

/** Takes facts at which nothing can cross, without a look; false where they are to be taken like others. */
export function takeQuietly(walk: LeadWalk, { at, facts, enter, identify }: FactsArrival): boolean {
  const { foresight, evaluatedAt, found } = walk;
  if (!foresight || !found || evaluatedAt === null || at <= evaluatedAt || enter || identify) return false;
  if ((found.crossed?.heldUntil ?? Infinity) <= at || (foresight.next(evaluatedAt) ?? at) <= at) return false;
  const [fact] = facts;
  if (!fact || facts.length > 1 || !foresight.isNext(fact)) return false;
  foresight.took(fact);
  walk.scorer.apply(fact);
  walk.scorer.advanceTo(at);
  walk.evaluatedAt = at;
  walk.glanced = null;
  if (found.first) walk.found = { first: null, crossed: found.crossed };
  return true;
}

/** What is foreseen is asked in any case: it learns by it what the lead is like. */
function isForeseenQuiet(walk: LeadWalk, since: Instant | null, at: Instant): boolean {
  if (!walk.foresight?.isQuiet(walk.scorer.timeline(), since ?? at, at)) return false;
  return walk.found !== null && !walk.ending && (walk.found.crossed?.heldUntil ?? Infinity) > at;
}

/** Surely nothing crosses at `at` where it is false: by what was foreseen of conditions, or else by a glance at them. */
function mayCrossAt(walk: LeadWalk, at: Instant): boolean {
  const [compiled] = walk.tree.models;
  const truth = walk.foresight?.truthAt(at);
  if (compiled && truth !== undefined) {
    walk.glanced = null;
    return mayCross(compiled, truth, walk.thresholds);
  }
  const glance = glanceAt(walk, at);
  walk.glanced = glance;
  return !glance || mayCross(glance.compiled, glance.state.truth, walk.thresholds);
}

/** What conditions say at `at`, where one model is for all leads: as last read while nothing made that untrue. */
function glanceAt(walk: LeadWalk, at: Instant): Glance | null {
  const [compiled] = walk.tree.models;
  if (!compiled || compiled.appliesTo !== null) return null;
  walk.glanced ??= { compiled, at, state: readSteady(compiled, walk.scorer.timeline(), at) };
  return walk.glanced;
}

/** What the lead is at the last instant judged; null where nothing was. */
export function foundFirst(walk: LeadWalk): FirstEvaluation | null {
  return walk.found && (walk.found.first ?? walk.scorer.first());
}

/** When to look again if nothing new arrives, as far as `until`; null: not before then. */
export function dueWithin(walk: LeadWalk, until: Instant): Instant | null {
  if (!walk.found) return walk.rememberedDueAt;
  const { glanced } = walk;
  const foreseen = walk.foresight?.nextByTime(walk.evaluatedAt ?? until);
  if (foreseen === undefined && !glanced) return dueAt(walk);
  const next = foreseen ?? (glanced && nextChangeAfter(glanced.compiled, walk.scorer.timeline(), glanced, until));
  const due = Math.min(next ?? Infinity, walk.found.crossed?.heldUntil ?? Infinity);
  return due === Infinity ? null : due;
}

/** When to look again if nothing new ever arrives; null: never. */
export function dueAt(walk: LeadWalk): Instant | null {
  const first = foundFirst(walk);
  if (!first) return walk.rememberedDueAt;
  const due = Math.min(first.nextChangeAt() ?? Infinity, walk.found?.crossed?.heldUntil ?? Infinity);
  return due === Infinity ? null : due;
}
