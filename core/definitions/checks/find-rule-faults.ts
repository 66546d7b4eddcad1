import { countAges } from '../../scoring/count-test.js';
import type { Condition, Rule, ScoringModel } from '../../scoring/model.js';
import { nested } from '../condition-sites.js';
import type { Finding } from '../finding.js';
import type { CheckedTree } from './check.js';

/** Most rules of a model. */
const MAX_RULES = 500;

/** Errors: rules with both or neither of `when` and `each`, that feed a sum, whose decay has no age; too many rules. */
export function findRuleFaults({ tree }: CheckedTree): Finding[] {
  return Object.entries(tree.models).flatMap(([key, model]) => {
    const path = `models/${key}.json`;
    const found = model.rules.flatMap((rule, index) => faultsOf(path, `/rules/${index}`, rule, model));
    if (model.rules.length > MAX_RULES) {
      const message = `The model has ${model.rules.length} rules; ${MAX_RULES} are allowed.`;
      const hint = 'Split it by `appliesTo`, or join rules.';
      found.push({ level: 'error', code: 'too-many-rules', path, pointer: '/rules', message, hint });
    }
    return found;
  });
}

function faultsOf(path: string, pointer: string, rule: Rule, model: ScoringModel): Finding[] {
  const found: Finding[] = [];
  const fault = (at: string, code: string, message: string, hint: string): void => {
    found.push({ level: 'error', code, path, pointer: pointer + at, message, hint });
  };
  if (rule.when && rule.each) {
    const message = `The rule '${rule.key}' has both \`when\` and \`each\`.`;
    fault('/each', 'rule-kind', message, 'Keep one: `when` gives the points once, `each` for every activity.');
  }
  if (!rule.when && !rule.each) {
    const message = `The rule '${rule.key}' has neither \`when\` nor \`each\`.`;
    fault('', 'rule-kind', message, 'Say when it gives its points.');
  }
  if (model.scores[rule.score]?.sum) {
    const message = `The rule '${rule.key}' feeds '${rule.score}', which is a sum.`;
    fault('/score', 'rule-feeds-sum', message, 'Rules feed plain scores; a sum adds those up.');
  }
  if (rule.min !== undefined && rule.max !== undefined && rule.min > rule.max) {
    fault('/min', 'reversed-range', `The least, ${rule.min}, is above the most, ${rule.max}.`, 'Swap the two.');
  }
  if (rule.decay && rule.when && !hasAge(rule.when)) {
    const message = `The rule '${rule.key}' decays, but no activity gives its age.`;
    fault('/decay', 'decay-without-activity', message, 'Remove `decay`, or count an activity that must be there.');
  }
  return found;
}

function hasAge(condition: Condition): boolean {
  if ('none' in condition) return false;
  if ('ratio' in condition) return true;
  if ('activity' in condition) return countAges(condition.count);
  return nested({ pointer: '', condition }).some((one) => hasAge(one.condition));
}
