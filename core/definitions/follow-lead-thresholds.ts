import type { CompiledModel } from '../scoring/compiled-model.js';
import { evaluateFirst } from '../scoring/evaluate-first.js';
import { explain } from '../scoring/explain.js';
import type { Fact, Instant } from '../scoring/facts.js';
import type { Condition, ThresholdDefinition } from '../scoring/model.js';
import type { Contribution, Crossing, CrossingCause, Evaluation } from '../scoring/results.js';
import { buildTimeline } from '../scoring/timeline.js';
import { enterStage, movingLead } from './follow-lead-move.js';
import { addFacts, judgeAt, type LeadWalk } from './follow-lead-walk.js';
import type { FollowedCrossing } from './followed-lead.js';
import { judgeMove } from './judge-move.js';
import { findStage } from './stage-order.js';

/** A moment at which thresholds are judged; `facts` are those just applied, none when time alone passed. */
export interface ThresholdMoment {
  at: Instant;
  cause: CrossingCause;
  facts: readonly Fact[];
  arrival: number;
  historical: boolean;
  silent?: boolean;
}

/** Applies one record's facts as one step. */
export function applyRecord(
  walk: LeadWalk,
  facts: readonly Fact[],
  moment: Pick<ThresholdMoment, 'at' | 'arrival' | 'historical'>,
): void {
  addFacts(walk, facts);
  crossAt(walk, { ...moment, cause: causeOf(facts), facts });
}

/** What a record's facts say about why a score changed. */
export function causeOf(facts: readonly Fact[]): CrossingCause {
  const kind = facts.at(-1)?.kind;
  if (kind === 'activity') return 'ACTIVITY';
  return kind === 'qualification' ? 'QUALIFICATION' : 'ATTRIBUTE';
}

/** Evaluates the lead, announces what crossed and asks for the moves it calls for, each after the one before. */
export function crossAt(walk: LeadWalk, moment: ThresholdMoment): void {
  const fact = moment.facts.at(-1);
  const { at, cause } = moment;
  const { first, crossed } = judgeAt(walk, fact ? { at, cause, fact } : { at, cause });
  if (moment.silent || !first?.compiled || !first.evaluation || !crossed || crossed.crossings.length === 0) return;
  if (!walk.whole) {
    walk.lacking = true;
    return;
  }
  const { compiled, evaluation } = first;
  const before = walk.bare ? null : evaluationBefore(walk, moment);
  const contributions = walk.bare ? [] : explain(compiled, walk.scorer.timeline(), moment.at).contributions;
  for (const crossing of crossed.crossings) {
    announce(walk, moment, crossing, { compiled, evaluation, before, contributions });
  }
}

interface Findings {
  compiled: CompiledModel;
  evaluation: Evaluation;
  before: Evaluation | null;
  contributions: Contribution[];
}

function announce(walk: LeadWalk, moment: ThresholdMoment, crossing: Crossing, found: Findings): void {
  const threshold = found.compiled.model.thresholds.find((one) => one.key === crossing.threshold);
  if (!threshold) return;
  const effect: FollowedCrossing = {
    kind: 'crossing',
    arrival: moment.arrival,
    threshold: crossing.threshold,
    direction: crossing.direction,
    cause: crossing.cause,
    at: moment.at,
    historical: moment.historical,
    before: found.before?.value ?? 0,
    after: found.evaluation.value,
    scores: namedScores(threshold).map((key) => ({
      key,
      before: scoreOf(found.before, key),
      after: scoreOf(found.evaluation, key),
    })),
    contributions: found.contributions,
    model: found.compiled,
    outcome: 'ANNOUNCED',
    refusal: null,
    fact: moment.facts.at(-1) ?? null,
    transition: null,
  };
  const index = walk.effects.push(effect) - 1;
  const target = threshold.moveTo ?? threshold.suggest;
  if (crossing.direction === 'UP' && target !== undefined) askForMove(walk, moment, effect, index, target, threshold);
}

function askForMove(
  walk: LeadWalk,
  moment: ThresholdMoment,
  effect: FollowedCrossing,
  index: number,
  to: string,
  threshold: ThresholdDefinition,
): void {
  const { lifecycle } = walk.tree.tree;
  const reason = threshold.reason ?? null;
  const verdict = judgeMove(lifecycle, movingLead(walk, moment.at), { to, by: 'score', reason }, walk.tree.context);
  effect.outcome = verdict.outcome;
  const settled = verdict.outcome === 'ALREADY_THERE' || verdict.outcome === 'PAST' || !findStage(lifecycle, to);
  const promoted = moment.cause === 'PROMOTION' ? lifecycle.atPromotion?.up : 'move';
  if (promoted === 'announce') {
    if (!settled) effect.outcome = 'ANNOUNCED';
    return;
  }
  if (threshold.suggest !== undefined || promoted === 'suggest') {
    if (!settled) effect.outcome = 'SUGGESTED';
    return;
  }
  if (verdict.outcome === 'REFUSED') effect.refusal = verdict.problems.map((problem) => problem.message).join(' ');
  if (verdict.outcome !== 'MOVED') return;
  const entered = {
    arrival: moment.arrival,
    to,
    occurredAt: moment.at,
    cause: 'SCORE' as const,
    move: verdict.move?.key ?? null,
    reason,
    note: null,
    crossing: index,
    judged: true,
    outstanding: verdict.outstanding,
    historical: moment.historical,
  };
  effect.transition = enterStage(walk, entered, moment.at, verdict.endsPass);
}

/** The lead without the facts just applied, or, where time alone passed, a millisecond ago. */
function evaluationBefore(walk: LeadWalk, moment: ThresholdMoment): Evaluation | null {
  const { models } = walk.tree;
  if (moment.facts.length === 0) return evaluateFirst(models, walk.scorer.timeline(), moment.at - 1).evaluation;
  const applied = new Set(moment.facts);
  const timeline = buildTimeline(walk.scorer.facts().filter((fact) => !applied.has(fact)));
  return evaluateFirst(models, timeline, moment.at).evaluation;
}

function scoreOf(evaluation: Evaluation | null, key: string): number {
  return evaluation?.scores.find((score) => score.key === key)?.value ?? 0;
}

function namedScores(threshold: ThresholdDefinition): string[] {
  const keys = new Set<string>();
  const visit = (condition: Condition): void => {
    if ('score' in condition) keys.add(condition.score);
    const members = membersOf(condition);
    for (const member of members) visit(member);
  };
  visit(threshold.when);
  if (threshold.release) visit(threshold.release);
  return [...keys];
}

function membersOf(condition: Condition): Condition[] {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  if ('none' in condition) return condition.none;
  return 'of' in condition && 'atLeast' in condition ? condition.of : [];
}
