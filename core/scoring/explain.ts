import type { CompiledModel } from './compile.js';
import { type CompiledRule, eachActivities } from './compile-rule.js';
import { decayPoints } from './decay-points.js';
import { describeActivities, describeCondition } from './describe.js';
import { evaluateFrame } from './evaluate.js';
import type { ActivityFact, Instant } from './facts.js';
import { type Frame, openFrame } from './frame.js';
import { fromMicro } from './micro.js';
import { shortPoints } from './reading-node.js';
import type { Contribution, Explanation, Micro } from './results.js';
import type { Timeline } from './timeline.js';

/** Activities shown with a contribution, newest first. */
const SHOWN = 20;

/** `evaluate` with what each rule gave and why, and what each threshold still misses. */
export function explain(compiled: CompiledModel, timeline: Timeline, at: Instant): Explanation {
  const frame = openFrame(timeline, at, compiled.scope.matchers.length);
  const evaluation = evaluateFrame(compiled, frame);
  const thresholds = compiled.thresholds.map(({ definition, when }, index) => ({
    key: definition.key,
    when: evaluation.thresholds[index]?.when ?? false,
    release: evaluation.thresholds[index]?.release ?? false,
    summary: describeCondition(definition.when),
    missing: when.holds(frame) ? null : when.missing(frame),
  }));
  const { at: instant, applies, scores, primary, value } = evaluation;
  return {
    at: instant,
    applies,
    scores,
    primary,
    value,
    contributions: compiled.rules.map((rule) => explainRule(compiled, rule, frame)),
    thresholds,
    get nextChangeAt() {
      return evaluation.nextChangeAt;
    },
  };
}

function explainRule(compiled: CompiledModel, rule: CompiledRule, frame: Frame): Contribution {
  const points = rule.give(frame);
  const { node, each } = rule;
  const evidence = each !== null ? eachActivities(compiled.scope, frame, each) : (node?.evidence(frame) ?? []);
  const holds = each !== null ? evidence.length > 0 : (node?.holds(frame) ?? false);
  const unclamped = rule.unclamped(frame);
  const capped = points !== unclamped;
  const { key, score, rationale } = rule.rule;
  return {
    rule: key,
    score,
    points,
    holds,
    capped,
    decay: decayFactor(rule, evidence, unclamped, holds, frame),
    detail: `${detail(rule, evidence, holds, frame)}${capped ? `, capped at ${shortPoints(fromMicro(points))}` : ''}`,
    ...(rationale === undefined ? {} : { rationale }),
    facts: evidence.slice(-SHOWN).reverse(),
    activityCount: evidence.length,
  };
}

function detail(rule: CompiledRule, evidence: ActivityFact[], holds: boolean, frame: Frame): string {
  if (rule.node !== null) return holds ? rule.node.detail(frame) : rule.node.missing(frame);
  const each = rule.rule.each;
  return each === undefined ? '' : `${evidence.length} ${describeActivities(each)}, ${rule.rule.points} points each`;
}

/** Share of the undecayed points that is left; 1 without decay and where nothing was given. */
function decayFactor(
  rule: CompiledRule,
  evidence: ActivityFact[],
  unclamped: Micro,
  holds: boolean,
  frame: Frame,
): number {
  if (rule.decay === null || !holds || rule.points === 0) return 1;
  if (rule.each !== null) return unclamped / (rule.points * evidence.length);
  const newest = rule.node?.newest(frame) ?? -Infinity;
  return newest === -Infinity ? 0 : decayPoints(rule.points, rule.decay, frame.at - newest) / rule.points;
}
