import type { Finding } from '../finding.js';
import type { CheckedTree } from './check.js';

/** Rules times squared facts over a tree; 145 starter leads make 0.1 million, a million takes a few seconds at worst. */
const MOST_WORK = 2_000_000;

/** Errors: example leads that would take too long: the whole of a lead is judged again at each of its facts. */
export function findHeavyExamples({ tree }: CheckedTree): Finding[] {
  let work = 0;
  return Object.entries(tree.tests).flatMap(([key, test]): Finding[] => {
    const rules = (tree.models[key]?.rules.length ?? 0) + (tree.models[key]?.thresholds.length ?? 0);
    const squares = test.leads.reduce((sum, lead) => sum + ((lead.facts?.length ?? 0) + 1) ** 2, 0);
    const before = work;
    work += rules * squares;
    if (work <= MOST_WORK || before > MOST_WORK) return [];
    const message = `The example leads up to '${key}' have too many facts for the rules of their models.`;
    const hint = 'A few facts a lead are enough to show what should come out.';
    return [
      { level: 'error', code: 'examples-too-heavy', path: `models/${key}.test.json`, pointer: '/leads', message, hint },
    ];
  });
}
