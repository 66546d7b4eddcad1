import { compileCountNode } from './count-node.js';
import { compileAnswerNode, compileAttributeNode, compileQualificationNode } from './fact-node.js';
import { compileFigureNode, compileRatioNode } from './figure-node.js';
import { allOf, anyOf, atLeastOf, noneOf } from './logic-node.js';
import type { Condition } from './model.js';
import type { Node } from './node.js';
import { compileRuleNode, compileScoreNode } from './reading-node.js';
import type { Scope } from './scope.js';

/** Where scores and rules stand, for thresholds; null where a condition may not name them. */
export interface Readings {
  scores: string[];
  rules: string[];
}

/** Makes a condition ready; throws RangeError on one that the checks refuse. */
export function compileNode(scope: Scope, condition: Condition, readings: Readings | null): Node {
  const members = (list: Condition[]): Node[] => list.map((member) => compileNode(scope, member, readings));
  if ('attribute' in condition) return compileAttributeNode(scope, condition);
  if ('ratio' in condition) return compileRatioNode(scope, condition);
  if ('activity' in condition) {
    const figure = condition.sum ?? condition.max ?? condition.latest;
    return figure === undefined ? compileCountNode(scope, condition) : compileFigureNode(scope, condition);
  }
  if ('qualification' in condition) return compileQualificationNode(scope, condition);
  if ('answer' in condition) return compileAnswerNode(scope, condition);
  if ('score' in condition) return compileScoreNode(condition, position(readings?.scores, condition.score, 'score'));
  if ('rule' in condition) return compileRuleNode(condition, position(readings?.rules, condition.rule, 'rule'));
  if ('all' in condition) return allOf(members(condition.all));
  if ('any' in condition) return anyOf(members(condition.any));
  if ('none' in condition) return noneOf(members(condition.none));
  if ('of' in condition) return atLeastOf(condition.atLeast, members(condition.of));
  throw new RangeError(`${JSON.stringify(condition)} is no condition: it names none of the forms.`);
}

function position(keys: string[] | undefined, key: string, kind: 'score' | 'rule'): number {
  if (keys === undefined) throw new RangeError(`The ${kind} '${key}' can be asked for in thresholds only.`);
  const index = keys.indexOf(key);
  if (index < 0) throw new RangeError(`The ${kind} '${key}' is not in this model.`);
  return index;
}
