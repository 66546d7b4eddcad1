import type { Condition, Rule } from '../../scoring/model.js';
import type { Observation } from './observation.js';

/** Fewer leads than this say nothing of a rule. */
const FEW = 10;
const MOST = 0.5;

/** What speaks against fitting a rule to the outcomes, in a sentence; null: nothing. */
export function whyKept(rule: Rule, fitted: readonly Observation[], all: readonly Observation[]): string | null {
  if (isOfAttributes(rule)) {
    const contacted = all.filter((one) => one.contacted && (one.later[rule.key] ?? 0) !== 0);
    const after = contacted.filter((one) => (one.features[rule.key] ?? 0) === 0);
    if (contacted.length >= FEW && after.length > contacted.length * MOST) {
      return `set after contact: of ${contacted.length} leads for which it holds, ${after.length} got there once sales had them`;
    }
  }
  const holds = fitted.filter((one) => (one.features[rule.key] ?? 0) !== 0).length;
  if (holds < FEW) return `it holds for ${holds} leads, too few to learn from`;
  if (fitted.length - holds < FEW && fitted.every((one) => one.features[rule.key] === fitted[0]?.features[rule.key])) {
    return 'it holds for every lead alike';
  }
  return null;
}

function isOfAttributes(rule: Rule): boolean {
  return rule.when !== undefined && attributesOf(rule.when);
}

function attributesOf(condition: Condition): boolean {
  if ('attribute' in condition) return true;
  for (const list of ['all', 'any', 'none', 'of'] as const) {
    const members: unknown = Object.entries(condition).find(([key]) => key === list)?.[1];
    if (Array.isArray(members)) return (members as Condition[]).some(attributesOf);
  }
  return false;
}
