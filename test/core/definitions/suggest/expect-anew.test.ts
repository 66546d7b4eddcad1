import { describe, expect, it } from '@jest/globals';
import { judgeExample } from '../../../../core/definitions/judge-example.js';
import { runExample } from '../../../../core/definitions/run-example.js';
import { expectAnew } from '../../../../core/definitions/suggest/expect-anew.js';
import { treeContext } from '../../../../core/definitions/tree-context.js';
import { compileModel } from '../../../../core/scoring/compile.js';
import type { ScoringModel } from '../../../../core/scoring/model.js';
import { tree as compiled } from '../follow-lead-cases.js';

const { tree } = compiled;
const model = tree.models['hundred-point'] as ScoringModel;

describe('the example leads of a proposed model', () => {
  it('are left alone where all comes out', () => {
    expect(expectAnew(tree, model)).toBeNull();
    expect(expectAnew({ ...tree, tests: {} }, model)).toBeNull();
  });

  it('expect what comes out now, and only that changes', () => {
    const rules = model.rules.map((rule) => ({ ...rule, points: rule.key === 'headcount' ? 3 : rule.points }));
    const proposed = { ...model, rules } as ScoringModel;
    const anew = expectAnew(tree, proposed);
    expect(anew?.changed).toContain("'exactly-60': expected total 60, got 43.");
    const leads = anew?.test.leads ?? [];
    const before = tree.tests['hundred-point']?.leads ?? [];
    expect(leads.map(({ expect: _, ...rest }) => rest)).toEqual(before.map(({ expect: _, ...rest }) => rest));
    const context = treeContext(tree);
    for (const [index, lead] of leads.entries()) {
      const outcome = runExample(compileModel(proposed, context), tree.lifecycle, anew?.test.at ?? '', lead);
      expect(judgeExample(lead, outcome)).toEqual([]);
      const named = ({ crossed = [], notCrossed = [] } = lead.expect) => [...crossed, ...notCrossed].sort();
      expect(named()).toEqual(named(before[index]?.expect));
      expect(Object.keys(lead.expect.scores ?? {})).toEqual(Object.keys(before[index]?.expect.scores ?? {}));
    }
  });
});
