import { describeActivities, describeCondition } from './describe.js';
import type { ActivityFact } from './facts.js';
import type { Frame } from './frame.js';
import type { ActivityCondition, RatioCondition } from './model.js';
import type { Node } from './node.js';
import { addMatcher, matchedActivities, nextMatch, type Scope } from './scope.js';
import { compileSpan, firstWithin, leavesAt } from './span.js';
import { compileOperators } from './value-test.js';

/** Sum, greatest or latest value of a numeric property in the window. */
export function compileFigureNode(scope: Scope, condition: ActivityCondition): Node {
  const fold = condition.sum !== undefined ? 'sum' : condition.max !== undefined ? 'max' : 'latest';
  const property = condition[fold] as string;
  const span = compileSpan(condition);
  const matcher = addMatcher(scope, condition, { newest: Infinity, age: span.length });
  scope.properties.add(property);
  const test = compileOperators(condition, property);
  const inWindow = (frame: Frame): ActivityFact[] => {
    const list = matchedActivities(scope, frame, matcher);
    return list
      .slice(firstWithin(frame, list, span))
      .filter((activity) => typeof numberOf(activity, property) === 'number');
  };
  const figure = (frame: Frame): number | undefined => foldNumbers(fold, inWindow(frame), property);
  const what = `${fold} of ${property} over ${describeActivities(condition)}`;
  return {
    holds: (frame) => {
      const value = figure(frame);
      return value !== undefined && test.passes(value, frame.at);
    },
    next: (frame) => Math.min(nextMatch(frame, matcher), leavesAt(inWindow(frame), 0, span)),
    detail: (frame) => `${what} is ${figure(frame) ?? 'nothing'}`,
    missing: (frame) => `${describeCondition(condition)} (now ${figure(frame) ?? 'nothing'})`,
    evidence: inWindow,
    newest: (frame) => inWindow(frame).at(-1)?.occurredAt ?? -Infinity,
    ages: true,
    readings: [],
  };
}

/** Rounded to a millionth, so that 0.7 + 0.1 + 0.2 is 1. */
function foldNumbers(fold: 'sum' | 'max' | 'latest', list: ActivityFact[], property: string): number | undefined {
  if (fold === 'latest') return numberOf(list.at(-1), property);
  if (fold === 'max')
    return list.length === 0
      ? undefined
      : list.reduce((most, one) => Math.max(most, numberOf(one, property) ?? -Infinity), -Infinity);
  const sum = list.reduceRight((total, one) => total + (numberOf(one, property) ?? 0), 0);
  return Math.abs(sum) < 1e9 ? Math.round(sum * 1e6) / 1e6 : sum;
}

function numberOf(activity: ActivityFact | undefined, property: string): number | undefined {
  const value =
    activity !== undefined && Object.hasOwn(activity.properties, property) ? activity.properties[property] : undefined;
  return typeof value === 'number' ? value : undefined;
}

/** One count over another; never holds where the second is 0. */
export function compileRatioNode(scope: Scope, condition: RatioCondition): Node {
  const test = compileOperators(condition, 'ratio');
  const side = (match: RatioCondition['ratio']['of']) => {
    const span = compileSpan(match);
    const matcher = addMatcher(scope, match, { newest: Infinity, age: span.length });
    const inWindow = (frame: Frame): ActivityFact[] => {
      const list = matchedActivities(scope, frame, matcher);
      return list.slice(firstWithin(frame, list, span));
    };
    const next = (frame: Frame): number => Math.min(nextMatch(frame, matcher), leavesAt(inWindow(frame), 0, span));
    return { inWindow, next };
  };
  const of = side(condition.ratio.of);
  const to = side(condition.ratio.to);
  const counts = (frame: Frame): string => `${of.inWindow(frame).length} to ${to.inWindow(frame).length}`;
  return {
    holds: (frame) => {
      const second = to.inWindow(frame).length;
      return second > 0 && test.passes(of.inWindow(frame).length / second, frame.at);
    },
    next: (frame) => Math.min(of.next(frame), to.next(frame)),
    detail: (frame) =>
      `${counts(frame)}, ${describeActivities(condition.ratio.of)} to ${describeActivities(condition.ratio.to)}`,
    missing: (frame) => `${describeCondition(condition)} (now ${counts(frame)})`,
    evidence: of.inWindow,
    newest: (frame) => of.inWindow(frame).at(-1)?.occurredAt ?? -Infinity,
    ages: true,
    readings: [],
  };
}
