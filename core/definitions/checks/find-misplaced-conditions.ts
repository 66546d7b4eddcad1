import type { Finding } from '../finding.js';
import type { CheckedTree } from './check.js';

/** Errors: `score` and `rule` conditions outside thresholds; `inPass` where no lead is looked at. */
export function findMisplacedConditions({ conditions }: CheckedTree): Finding[] {
  return conditions.flatMap(({ path, pointer, condition, place }): Finding[] => {
    const form = 'score' in condition ? 'score' : 'rule' in condition ? 'rule' : null;
    if (!form || place === 'threshold') return [];
    const message = `A condition on a ${form} stands outside a threshold.`;
    const hint = 'Only `when` and `release` of thresholds may look at scores and rules.';
    return [
      { level: 'error', code: 'misplaced-condition', path, pointer: `${pointer}/${form}`, of: 'key', message, hint },
    ];
  });
}
