import { describeCondition } from './describe.js';
import type { Frame } from './frame.js';
import { fromMicro } from './micro.js';
import type { RuleCondition, ScoreCondition } from './model.js';
import { NO_ACTIVITIES, type Node, type ReadingNode } from './node.js';
import { compileOperators } from './value-test.js';

/** A score's clamped value; in thresholds only. */
export function compileScoreNode(condition: ScoreCondition, index: number): Node {
  const test = compileOperators(condition, condition.score);
  const value = (frame: Frame): number => fromMicro(frame.scores[index] ?? 0);
  const say = scoreWords(condition);
  return {
    ...NO_ACTIVITIES,
    readings: [{ kind: 'score', index, ...changePoints(condition) }],
    holds: (frame) => test.passes(value(frame), frame.at),
    next: () => Infinity,
    detail: (frame) => say.detail(value(frame)),
    missing: (frame) => say.missing(value(frame)),
  };
}

/** What a condition on a score says of a value in points. */
export function scoreWords(condition: ScoreCondition): {
  detail(value: number): string;
  missing(value: number): string;
} {
  const wanted = describeCondition(condition);
  return {
    detail: (value) => `${condition.score} is ${shortPoints(value)}`,
    missing: (value) => `${wanted} (now ${shortPoints(value)}${gap(condition, value)})`,
  };
}

/** A rule's points after decay and its own clamp are not 0; in thresholds only. */
export function compileRuleNode(condition: RuleCondition, index: number): Node {
  return {
    ...NO_ACTIVITIES,
    readings: [{ kind: 'rule', index, points: [0], steps: [] }],
    holds: (frame) => (frame.points[index] ?? 0) !== 0,
    next: () => Infinity,
    detail: (frame) => `rule ${condition.rule} gives ${shortPoints(fromMicro(frame.points[index] ?? 0))}`,
    missing: () => describeCondition(condition),
  };
}

/** Points as people read them: at most two decimals. */
export function shortPoints(points: number): string {
  return `${Math.round(points * 100) / 100}`;
}

function changePoints(condition: ScoreCondition): Pick<ReadingNode, 'points' | 'steps'> {
  const { equals, notEquals, between, atLeast, atMost, above, below } = condition;
  const single = [equals, notEquals, ...(condition.in ?? []), ...(condition.notIn ?? [])];
  const step = (kind: 'atLeast' | 'above', value: number | undefined) => (value === undefined ? [] : [{ kind, value }]);
  return {
    points: single.filter((one) => typeof one === 'number'),
    steps: [
      ...[atLeast, below, between?.[0]].flatMap((value) => step('atLeast', value)),
      ...[atMost, above, between?.[1]].flatMap((value) => step('above', value)),
    ],
  };
}

function gap(condition: ScoreCondition, value: number): string {
  const least = condition.atLeast ?? condition.between?.[0];
  return least !== undefined && value < least ? `, ${shortPoints(least - value)} short` : '';
}
