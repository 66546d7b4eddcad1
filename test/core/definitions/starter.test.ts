import { describe, expect, it } from '@jest/globals';
import { checkTree } from '../../../core/definitions/check.js';
import { compileTree } from '../../../core/definitions/compile-tree.js';
import { modelFor } from '../../../core/definitions/model-for.js';
import { segmentOf } from '../../../core/definitions/segment-of.js';
import type { DefinitionsTree } from '../../../core/definitions/tree.js';
import type { Json } from '../../../core/scoring/facts.js';
import { buildTimeline } from '../../../core/scoring/timeline.js';
import { describeWithShared } from '../../helpers/describe-with-shared.js';
import { edit, filesOf, starter } from './tree-files.js';

describe('the starter definitions', () => {
  it('have no errors; their warnings are these', () => {
    const { tree, problems } = checkTree(starter, { today: '2026-11-22' });
    expect(tree).toBeDefined();
    const counts: { [code: string]: number } = {};
    for (const { code } of problems) counts[code] = (counts[code] ?? 0) + 1;
    expect(counts).toEqual({
      'crowded-fit': 2,
      'crowded-intent': 5,
      'idle-rule': 9,
      'no-negative-rule': 9,
      'no-reason-for-move': 1,
      'unplanned-property': 1,
    });
  });

  it('compile: the running model scores every lead, the others are drafts', () => {
    const compiled = compileTree(checkTree(starter).tree as DefinitionsTree);
    expect(compiled.models.map(({ model }) => model.key)).toEqual(['hundred-point']);
    expect(compiled.challengers.map(({ model }) => model.model.key)).toEqual(['icp-gate']);
    expect(compiled.model('fit-gate')?.primary).toBe('total');
    expect(compiled.model('nobody')).toBeUndefined();
    expect(compiled.model('__proto__')).toBeUndefined();
    expect(compiled.context.timeZone).toBe('Europe/Berlin');
    expect(modelFor(compiled, buildTimeline([]), 0)?.model.key).toBe('hundred-point');
  });

  it('give a lead the first segment whose condition holds', () => {
    const compiled = compileTree(checkTree(starter).tree as DefinitionsTree);
    const set = (path: string, value: Json) => ({
      ...{ occurredAt: 0, receivedAt: 0, ordinal: 0, sequence: 0, source: 'test', messageId: path },
      ...{ kind: 'attribute' as const, path, value },
    });
    const core = buildTimeline([set('account.employees', 50), set('account.industry', 'SaaS')]);
    expect(segmentOf(compiled, core, 0)).toBe('icp-core');
    expect(segmentOf(compiled, core, -1)).toBe('other');
    expect(segmentOf(compiled, buildTimeline([set('account.employees', 49)]), 0)).toBe('other');
  });

  it('score a lead by the first model that applies', () => {
    const files = edit(
      edit(starter, 'lifecycle.json', (lifecycle) => lifecycle.models.unshift('fit-gate')),
      'models/fit-gate.json',
      (model) => {
        model.appliesTo = { attribute: 'account.industry', equals: 'it-services' };
      },
    );
    const compiled = compileTree(checkTree(files).tree as DefinitionsTree);
    const base = { occurredAt: 5, receivedAt: 5, ordinal: 0, sequence: 0, source: 'test', messageId: 'a' };
    const timeline = buildTimeline([{ ...base, kind: 'attribute', path: 'account.industry', value: 'it-services' }]);
    expect(modelFor(compiled, timeline, 5)?.model.key).toBe('fit-gate');
    expect(modelFor(compiled, timeline, 4)?.model.key).toBe('hundred-point');
  });
});

describeWithShared('starter', 'the starter definitions as they were handed over', (folder) => {
  it('pass', () => {
    expect(checkTree(filesOf(folder)).problems.filter((problem) => problem.level === 'error')).toEqual([]);
  });
});
