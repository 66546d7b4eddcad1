import type { ScoringModel } from '../../scoring/model.js';
import type { Finding } from '../finding.js';
import { ruleBounds } from '../rule-bounds.js';
import { scoresFeeding } from '../scores-feeding.js';
import type { CheckedTree } from './check.js';

/** Warnings: rules that can never change any threshold: they give 0, or feed a score no threshold looks at. */
export function findIdleRules({ tree, words }: CheckedTree): Finding[] {
  const frameworks = new Map([...words.frameworks].map(([key, criteria]) => [key, criteria.size]));
  return Object.entries(tree.models).flatMap(([key, model]) => {
    const looked = lookedAt(model);
    return model.rules.flatMap((rule, index): Finding[] => {
      const { low, high } = ruleBounds(rule, frameworks);
      const gives = low !== 0 || high !== 0;
      if (gives && (looked.rules.has(rule.key) || looked.scores.has(rule.score))) return [];
      const why = gives ? `no threshold looks at '${rule.score}'` : 'it always gives 0';
      const message = `The rule '${rule.key}' can never change a threshold: ${why}.`;
      const hint = 'Remove it, let a threshold look at its score, or acknowledge it.';
      return [
        { level: 'warning', code: 'idle-rule', path: `models/${key}.json`, pointer: `/rules/${index}`, message, hint },
      ];
    });
  });
}

function lookedAt(model: ScoringModel): { scores: Set<string>; rules: Set<string> } {
  const scores = new Set<string>();
  const rules = new Set<string>();
  for (const { when, release } of model.thresholds) {
    for (const condition of release ? [when, release] : [when]) {
      const used = scoresFeeding(model, condition);
      used.scores.forEach((score) => scores.add(score));
      used.rules.forEach((rule) => rules.add(rule));
    }
  }
  return { scores, rules };
}
