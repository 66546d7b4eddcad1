import type { Operators } from '../scoring/model.js';
import type { Bounds, Truth } from './bounds.js';

/** The numbers that pass operators: from `low` to `high`, each end with or without itself. */
export interface Span extends Bounds {
  withLow: boolean;
  withHigh: boolean;
}

/** The span of numbers that the number operators of all of these let pass. */
export function operatorSpan(all: readonly Operators[]): Span {
  const span: Span = { low: -Infinity, high: Infinity, withLow: true, withHigh: true };
  const raise = (low: number, inclusive: boolean): void => {
    if (low > span.low || (low === span.low && !inclusive)) Object.assign(span, { low, withLow: inclusive });
  };
  const lower = (high: number, inclusive: boolean): void => {
    if (high < span.high || (high === span.high && !inclusive)) Object.assign(span, { high, withHigh: inclusive });
  };
  for (const { atLeast, above, atMost, below, between, equals } of all) {
    if (atLeast !== undefined) raise(atLeast, true);
    if (above !== undefined) raise(above, false);
    if (atMost !== undefined) lower(atMost, true);
    if (below !== undefined) lower(below, false);
    if (between) {
      raise(between[0], true);
      lower(between[1], true);
    }
    if (typeof equals === 'number') {
      raise(equals, true);
      lower(equals, true);
    }
  }
  return span;
}

/** Whether no number lies in the span. */
export function isEmptySpan({ low, high, withLow, withHigh }: Span): boolean {
  return low > high || (low === high && !(withLow && withHigh));
}

/** Whether a number that can take every value within bounds can pass these operators, and can fail them. */
export function spanTruth(bounds: Bounds, operators: Operators): Truth {
  if (operators.exists === false || hasTextOperator(operators)) return { canHold: false, canFail: true };
  const span = operatorSpan([operators]);
  const low = Math.max(bounds.low, span.low);
  const high = Math.min(bounds.high, span.high);
  const overlap: Span = {
    low,
    high,
    withLow: low > span.low || span.withLow,
    withHigh: high < span.high || span.withHigh,
  };
  const within = (value: number): boolean => value >= bounds.low && value <= bounds.high;
  const listed = operators.in?.filter((value) => typeof value === 'number');
  const excluded = [operators.notEquals, ...(operators.notIn ?? [])].filter((value) => typeof value === 'number');
  const isOneValue = bounds.low === bounds.high;
  const startsInside = span.low < bounds.low || (span.low === bounds.low && span.withLow);
  const endsInside = span.high > bounds.high || (span.high === bounds.high && span.withHigh);
  const spans = startsInside && endsInside && (typeof operators.equals !== 'number' || isOneValue);
  const always = spans && !excluded.some(within) && (!listed || (isOneValue && listed.includes(bounds.low)));
  const canHold =
    !isEmptySpan(overlap) && (!listed || listed.some(within)) && !(isOneValue && excluded.includes(bounds.low));
  return { canHold, canFail: !always };
}

function hasTextOperator(operators: Operators): boolean {
  const { equals, in: members, startsWith, endsWith, contains, matches, before, after } = operators;
  if (equals !== undefined && typeof equals !== 'number') return true;
  if (members && !members.some((value) => typeof value === 'number')) return true;
  const { withinNext, withinLast, olderThan } = operators;
  return [startsWith, endsWith, contains, matches, before, after, withinNext, withinLast, olderThan].some(
    (operand) => operand !== undefined,
  );
}
