import type { Finding } from '../finding.js';
import type { CheckedTree } from './check.js';
import { unknownWord } from './unknown-word.js';

/** Errors: scores and rules that a model, its conditions or its example leads name and the model does not have. */
export function findUnknownScores({ tree, conditions }: CheckedTree): Finding[] {
  const found: Finding[] = [];
  const scoresOf = (model: string) => new Map(Object.entries(tree.models[model]?.scores ?? {}));
  const rulesOf = (model: string) => new Set(tree.models[model]?.rules.map((rule) => rule.key));
  for (const [key, model] of Object.entries(tree.models)) {
    const path = `models/${key}.json`;
    const scores = scoresOf(key);
    model.rules.forEach((rule, index) =>
      found.push(...unknownWord('score', rule.score, scores, path, `/rules/${index}/score`)),
    );
    for (const [name, score] of scores) {
      score.sum?.forEach((part, index) => {
        found.push(...unknownWord('score', part, scores, path, `/scores/${name}/sum/${index}`));
      });
    }
    if (model.primary !== undefined) found.push(...unknownWord('score', model.primary, scores, path, '/primary'));
  }
  for (const { path, pointer, condition, place, model } of conditions) {
    if (place !== 'threshold' || model === undefined) continue;
    if ('score' in condition)
      found.push(...unknownWord('score', condition.score, scoresOf(model), path, `${pointer}/score`));
    if ('rule' in condition)
      found.push(...unknownWord('rule', condition.rule, rulesOf(model), path, `${pointer}/rule`));
  }
  for (const [key, test] of Object.entries(tree.tests)) {
    if (!Object.hasOwn(tree.models, key)) continue;
    test.leads.forEach((lead, index) => {
      for (const score of Object.keys(lead.expect.scores ?? {})) {
        const pointer = `/leads/${index}/expect/scores/${score}`;
        found.push(...unknownWord('score', score, scoresOf(key), `models/${key}.test.json`, pointer));
      }
    });
  }
  return found;
}
