import { compileNode } from './compile-node.js';
import { type CompiledDecay, compileDecay, decayPoints } from './decay-points.js';
import type { ActivityFact } from './facts.js';
import type { Frame } from './frame.js';
import { toMicro } from './micro.js';
import type { Rule } from './model.js';
import type { Node } from './node.js';
import type { Micro } from './results.js';
import { addMatcher, type Matcher, matchedActivities, nextMatch, type Scope } from './scope.js';
import { compileSpan, firstWithin, leavesAt, type Span } from './span.js';

/** A rule made ready. */
export interface CompiledRule {
  rule: Rule;
  scoreIndex: number;
  points: Micro;
  min: Micro;
  max: Micro;
  decay: CompiledDecay | null;
  node: Node | null;
  each: { matcher: Matcher; span: Span } | null;
  /** Points after decay, before the rule's clamp. */
  unclamped(frame: Frame): Micro;
  /** Points after decay and the rule's clamp. */
  give(frame: Frame): Micro;
  /** First instant after the frame's at which the points may change other than by decay. */
  next(frame: Frame): number;
}

/** Makes a rule ready; throws RangeError on one that the checks refuse. */
export function compileRule(scope: Scope, rule: Rule, scoreIndex: number): CompiledRule {
  if ((rule.when === undefined) === (rule.each === undefined)) {
    throw new RangeError(`The rule '${rule.key}' needs either 'when' or 'each'.`);
  }
  const points = toMicro(rule.points);
  const min = rule.min === undefined ? -Infinity : toMicro(rule.min);
  const max = rule.max === undefined ? Infinity : toMicro(rule.max);
  if (min > max) throw new RangeError(`The rule '${rule.key}' has a min above its max.`);
  const decay = rule.decay === undefined ? null : compileDecay(rule.decay);
  const clamp = (value: Micro): Micro => Math.min(max, Math.max(min, value));
  const shared = { rule, scoreIndex, points, min, max, decay };
  if (rule.each !== undefined) {
    const span = compileSpan(rule.each);
    const need = {
      newest: eachReach(points, min, max, decay),
      age: Math.min(span.length, decay?.horizon(points) ?? Infinity),
    };
    const each = { matcher: addMatcher(scope, rule.each, need), span };
    const unclamped = (frame: Frame): Micro => sumEach(eachActivities(scope, frame, each), points, decay, frame.at);
    const next = (frame: Frame): number =>
      Math.min(nextMatch(frame, each.matcher), leavesAt(eachActivities(scope, frame, each), 0, each.span));
    return { ...shared, each, node: null, unclamped, give: (frame) => clamp(unclamped(frame)), next };
  }
  const node = compileNode(scope, rule.when as NonNullable<Rule['when']>, null);
  if (decay !== null && !node.ages) {
    throw new RangeError(`The rule '${rule.key}' decays, but has no activity condition from which to count the age.`);
  }
  const unclamped = (frame: Frame): Micro => {
    if (!node.holds(frame)) return 0;
    if (decay === null) return points;
    const newest = node.newest(frame);
    return newest === -Infinity ? 0 : decayPoints(points, decay, frame.at - newest);
  };
  const give = (frame: Frame): Micro => (node.holds(frame) ? clamp(unclamped(frame)) : 0);
  return { ...shared, each: null, node, unclamped, give, next: node.next };
}

/** The activities an `each` rule counts at the frame's instant, oldest first. */
export function eachActivities(scope: Scope, frame: Frame, each: { matcher: Matcher; span: Span }): ActivityFact[] {
  const list = matchedActivities(scope, frame, each.matcher);
  const from = firstWithin(frame, list, each.span);
  return from === 0 ? list : list.slice(from);
}

/** With a limit and no decay, activities beyond the limit make no difference. */
function eachReach(points: Micro, min: Micro, max: Micro, decay: CompiledDecay | null): number {
  const limit = points > 0 ? max : -min;
  return decay !== null || points === 0 ? Infinity : Math.max(0, Math.ceil(limit / Math.abs(points)));
}

function sumEach(list: ActivityFact[], points: Micro, decay: CompiledDecay | null, at: number): Micro {
  if (decay === null) return points * list.length + 0;
  let sum = 0;
  for (const activity of list) sum += decayPoints(points, decay, at - activity.occurredAt);
  return sum;
}
