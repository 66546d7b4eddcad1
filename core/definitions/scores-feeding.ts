import type { Condition, ScoringModel } from '../scoring/model.js';
import { nested } from './condition-sites.js';

/** The plain scores (through sums) and the rules a threshold's condition looks at. */
export function scoresFeeding(model: ScoringModel, condition: Condition): { scores: Set<string>; rules: Set<string> } {
  const scores = new Set<string>();
  const rules = new Set<string>();
  const add = (key: string): void => {
    if (scores.has(key)) return;
    scores.add(key);
    model.scores[key]?.sum?.forEach(add);
  };
  const visit = (one: Condition): void => {
    if ('score' in one) add(one.score);
    if ('rule' in one) rules.add(one.rule);
    for (const { condition: inner } of nested({ pointer: '', condition: one })) visit(inner);
  };
  visit(condition);
  return { scores, rules };
}
