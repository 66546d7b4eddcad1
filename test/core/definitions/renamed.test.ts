import { describe, expect, it } from '@jest/globals';
import { compileTree } from '../../../core/definitions/compile-tree.js';
import { followLead } from '../../../core/definitions/follow-lead.js';
import type { DefinitionsTree, FrameworkDefinition, Lifecycle } from '../../../core/definitions/tree.js';
import { treeContext } from '../../../core/definitions/tree-context.js';
import { compileCondition } from '../../../core/scoring/compile-condition.js';
import type { Fact } from '../../../core/scoring/facts.js';
import { buildTimeline } from '../../../core/scoring/timeline.js';
import { answer, DAY, NOON, pass } from '../scoring/make-facts.js';
import { born, fact, fitting, nobody, plain, T0, told, tree } from './follow-lead-cases.js';

function renaming(change: (next: { lifecycle: Lifecycle; models: DefinitionsTree['models'] }) => void) {
  const next = structuredClone(tree.tree);
  change(next);
  return compileTree(next);
}

describe('a framework that is renamed', () => {
  const meddic = renaming(({ lifecycle }) => {
    const bant = lifecycle.frameworks?.find(({ key }) => key === 'bant') as FrameworkDefinition;
    bant.key = 'meddic';
    lifecycle.renamed = { frameworks: { bant: 'meddic' } };
  });
  const holds = (condition: object, facts: Fact[], at = NOON) =>
    compileCondition(condition as never, treeContext(meddic.tree))(buildTimeline(facts), at);

  it('has the answers given by its old name, and newer ones by its new', () => {
    const old = answer(NOON - 2 * DAY, 'bant', 'budget', 'confirmed', 'yes');
    const asked = { qualification: 'meddic', criteria: ['budget'] };
    expect(holds(asked, [old])).toBe(true);
    expect(holds({ answer: 'meddic.budget', equals: 'yes' }, [old])).toBe(true);
    const newer = answer(NOON - DAY, 'meddic', 'budget', 'denied');
    expect(holds(asked, [old, newer])).toBe(false);
    expect(holds(asked, [newer, answer(NOON - DAY / 2, 'bant', 'budget', 'confirmed')])).toBe(true);
  });

  it('forgets with a pass whatever it was called when it was answered and when it ended', () => {
    const old = answer(NOON - 3 * DAY, 'bant', 'budget', 'confirmed');
    const asked = { qualification: 'meddic', criteria: ['budget'] };
    for (const forgets of [['bant'], ['meddic']]) {
      expect(holds(asked, [old, pass(NOON - 2 * DAY, 0, forgets)])).toBe(false);
    }
    expect(holds(asked, [old, pass(NOON - 2 * DAY, 0, ['champ'])])).toBe(true);
  });
});

describe('a threshold that is renamed', () => {
  const hot = renaming(({ lifecycle, models }) => {
    for (const threshold of models['hundred-point']?.thresholds ?? []) {
      if (threshold.key === 'mql') threshold.key = 'hot';
    }
    lifecycle.renamed = { thresholds: { mql: 'hot' } };
  });

  it('is up where it was up by its old name, and goes down by its new', () => {
    const before = followLead(tree, nobody, [
      born(T0, ...fitting(T0)),
      told(T0 + 1, fact(T0, { activity: 'demo.booked' })),
    ]);
    expect(before.thresholds).toHaveProperty('mql.up', true);
    const situation = { ...nobody, stage: before.stage, stageSince: T0, thresholds: before.thresholds };
    const facts = [...fitting(T0), fact(T0, { activity: 'demo.booked' })];
    const after = followLead(hot, { ...situation, facts }, [
      { kind: 'look', at: T0 + 2, historical: false, cause: 'PROMOTION' },
    ]);
    expect(plain(after.effects)).toEqual([]);
    expect(Object.keys(after.thresholds).sort()).toEqual(['hot', 'warm']);
  });
});
