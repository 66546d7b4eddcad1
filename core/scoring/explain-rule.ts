import { type CompiledRule, eachActivities } from './compile-rule.js';
import type { CompiledModel } from './compiled-model.js';
import { decayPoints } from './decay-points.js';
import { describeActivities } from './describe.js';
import type { ActivityFact } from './facts.js';
import type { Frame } from './frame.js';
import { fromMicro } from './micro.js';
import { shortPoints } from './reading-node.js';
import type { Contribution, Micro } from './results.js';

/** Activities shown with a contribution, newest first. */
const SHOWN = 20;

/** What a rule gave in a frame, and why. */
export function explainRule(compiled: CompiledModel, rule: CompiledRule, frame: Frame): Contribution {
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
  if (rule.each !== null) return unclamped / (rule.points * evidence.length) + 0;
  const newest = rule.node?.newest(frame) ?? -Infinity;
  return newest === -Infinity ? 0 : decayPoints(rule.points, rule.decay, frame.at - newest) / rule.points + 0;
}
