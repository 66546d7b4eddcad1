import { type CrossingResult, crossThresholds } from '../scoring/crossings.js';
import type { FirstEvaluation } from '../scoring/evaluate-first.js';
import type { Fact, Instant } from '../scoring/facts.js';
import { openScorer, type ScorerStart } from '../scoring/open-scorer.js';
import type { CrossingCause, ThresholdStates } from '../scoring/results.js';
import type { Scorer } from '../scoring/scorer.js';
import type { CompiledTree } from './compile-tree.js';
import type { Effect, LeadSituation } from './followed-lead.js';
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
  found: { first: FirstEvaluation; crossed: CrossingResult | null } | null;
  effects: Effect[];
}

/** What a lead's row says of it by these paths must be readable from a snapshot too. */
const KEPT_PATHS: ReadonlySet<string> = new Set(['owner', 'segment']);

/** Begins where memory left off, with all facts or from a snapshot. */
export function openWalk(
  tree: CompiledTree,
  situation: LeadSituation,
  known: { facts: readonly Fact[] } | { snapshot: string },
): LeadWalk {
  const { id, stage, stageSince, pass, evaluatedAt, dueAt } = situation;
  const thresholds = renamedStates(tree, situation.thresholds);
  return {
    ...{ tree, id, stage, stageSince, pass, thresholds, evaluatedAt },
    scorer: scorerOf(tree, { ...known, at: evaluatedAt ?? -Infinity }),
    whole: 'facts' in known,
    lacking: false,
    rememberedDueAt: dueAt,
    found: null,
    effects: [],
  };
}

/** A scorer over the running models. */
export function scorerOf(tree: CompiledTree, start: ScorerStart): Scorer {
  return openScorer(tree.models, start, KEPT_PATHS);
}

/** Takes facts into the timeline, each where it belongs. */
export function addFacts(walk: LeadWalk, facts: readonly Fact[]): void {
  for (const fact of facts) if (!walk.scorer.apply(fact)) walk.lacking = true;
}

/** Evaluates at `at` and lets thresholds cross; answers what was found, so that it can be announced. */
export function judgeAt(
  walk: LeadWalk,
  moment: { at: Instant; cause: CrossingCause; fact?: Fact },
): { first: FirstEvaluation; crossed: CrossingResult | null } {
  walk.scorer.advanceTo(moment.at);
  const first = walk.scorer.first();
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
