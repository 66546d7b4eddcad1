import type { ActivityCondition, Condition, CountOperators, Operators } from '../scoring/model.js';
import type { Bounds, Truth } from './bounds.js';
import { isEmptySpan, operatorSpan, spanTruth } from './operator-span.js';

/** What is known of a model's scores and rules, and of the frameworks, when a condition is judged. */
export interface Possible {
  scores: ReadonlyMap<string, Bounds>;
  rules: ReadonlyMap<string, Bounds>;
  /** Number of criteria by framework. */
  frameworks: ReadonlyMap<string, number>;
}

const NEVER: Truth = { canHold: false, canFail: true };
const ALWAYS: Truth = { canHold: true, canFail: false };
const MAYBE: Truth = { canHold: true, canFail: true };

/** Whether any lead can make a condition hold, and whether any can make it fail; wrong only on the side of both. */
export function conditionTruth(condition: Condition, possible: Possible): Truth {
  if ('of' in condition) return countTruth(condition.of, condition.atLeast, possible);
  if ('all' in condition) {
    const all = countTruth(condition.all, condition.all.length, possible);
    return contradicts(condition.all, possible) ? NEVER : all;
  }
  if ('any' in condition) return countTruth(condition.any, 1, possible);
  if ('none' in condition) {
    const any = countTruth(condition.none, 1, possible);
    return { canHold: any.canFail, canFail: any.canHold };
  }
  if ('score' in condition) return spanTruth(possible.scores.get(condition.score) ?? ANYTHING, condition);
  if ('rule' in condition) {
    const { low, high } = possible.rules.get(condition.rule) ?? ANYTHING;
    return { canHold: low < 0 || high > 0, canFail: low <= 0 && high >= 0 };
  }
  if ('qualification' in condition) {
    const criteria = condition.criteria?.length ?? possible.frameworks.get(condition.qualification) ?? Infinity;
    return (condition.atLeast ?? criteria) > criteria ? NEVER : MAYBE;
  }
  if ('activity' in condition) return activityTruth(condition);
  if ('ratio' in condition) {
    return { ...spanTruth({ low: 0, high: Infinity }, condition), canFail: true };
  }
  return canPass(condition) ? MAYBE : NEVER;
}

const ANYTHING: Bounds = { low: -Infinity, high: Infinity };

function countTruth(members: readonly Condition[], needed: number, possible: Possible): Truth {
  const truths = members.map((member) => conditionTruth(member, possible));
  const canHold = truths.filter((truth) => truth.canHold).length >= needed;
  const always = truths.filter((truth) => !truth.canFail).length >= needed;
  return { canHold, canFail: !always };
}

function activityTruth(condition: ActivityCondition): Truth {
  if (Object.values(condition.where ?? {}).some((operators) => !canPass(operators))) {
    if (condition.sum !== undefined) return spanTruth({ low: 0, high: 0 }, condition);
    const counted = condition.max === undefined && condition.latest === undefined;
    return counted && countSpan(condition.count).least <= 0 ? ALWAYS : NEVER;
  }
  if (condition.sum !== undefined || condition.max !== undefined || condition.latest !== undefined) {
    return canPass(condition) ? MAYBE : NEVER;
  }
  const { least, most } = countSpan(condition.count);
  if (least > most) return NEVER;
  return least <= 0 && most === Infinity ? ALWAYS : MAYBE;
}

function countSpan(count: CountOperators | undefined): { least: number; most: number } {
  if (count === undefined) return { least: 1, most: Infinity };
  return {
    least: Math.max(count.atLeast ?? 0, count.exactly ?? 0, count.between?.[0] ?? 0),
    most: Math.min(count.atMost ?? Infinity, count.exactly ?? Infinity, count.between?.[1] ?? Infinity),
  };
}

function canPass(operators: Operators): boolean {
  return !isEmptySpan(operatorSpan([operators]));
}

/** Whether members of an `all` ask of one score or attribute what no number fulfils together. */
function contradicts(members: readonly Condition[], possible: Possible): boolean {
  const bySubject = new Map<string, Operators[]>();
  for (const member of members) {
    const subject =
      'score' in member ? `score ${member.score}` : 'attribute' in member ? `attribute ${member.attribute}` : null;
    if (subject) bySubject.set(subject, [...(bySubject.get(subject) ?? []), member as Operators]);
  }
  return [...bySubject].some(([subject, all]) => {
    const bounds = possible.scores.get(subject.replace(/^score /, ''));
    const limits = subject.startsWith('score ') && bounds ? [{ atLeast: bounds.low, atMost: bounds.high }] : [];
    return isEmptySpan(operatorSpan([...all, ...limits]));
  });
}
