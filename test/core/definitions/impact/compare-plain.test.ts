import { describe, expect, it } from '@jest/globals';
import { compileTree } from '../../../../core/definitions/compile-tree.js';
import { compareLead } from '../../../../core/definitions/impact/compare-lead.js';
import { openComparePlain } from '../../../../core/definitions/impact/compare-plain.js';
import { impactFrame } from '../../../../core/definitions/impact/impact-frame.js';
import { orderHistory } from '../../../../core/definitions/impact/order-history.js';
import type { ScoringModel } from '../../../../core/scoring/model.js';
import { fc } from '../../../helpers/fast-check.js';
import { seed } from '../../../helpers/seeded-random.js';
import { tree as starter } from '../follow-lead-cases.js';
import { plainLead, plainRows } from './random-plain.js';
import { drawnPlainSide, storyTree } from './random-side.js';
import { LENGTH, START } from './random-story.js';
import { rangeOf } from './range-of.js';

describe(`leads of whom nothing but activities came (SEED=${seed})`, () => {
  it('are compared at once as each would be by itself', () => {
    let [found, crossed, moved, changed] = [0, 0, 0, 0];
    fc.assert(
      fc.property(
        drawnPlainSide,
        drawnPlainSide,
        fc.array(plainLead, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 30 }),
        (before, after, drawn, skip, cut) => {
          const trees = { base: storyTree(starter.tree, before), head: storyTree(starter.tree, after) };
          const window = { from: START + skip, to: START + LENGTH + 30 - cut };
          const frame = impactFrame(trees.base, trees.head);
          const comparePlain = openComparePlain(trees, frame, window);
          if (!comparePlain) return;
          const leads = drawn.map((one, index) => plainRows(`lead_${index}`, one));
          const { lifecycle } = trees.base.tree;
          for (const [index, compared] of comparePlain(rangeOf(leads), 0)) {
            const rows = leads[index] as (typeof leads)[number];
            const alone = compareLead(trees, frame, window, orderHistory(rows, lifecycle, window, true));
            expect(compared).toEqual(alone);
            found++;
            if (alone.base.trace !== '') crossed++;
            if (alone.base.handedOver.length > 0) moved++;
            if (alone.base.trace !== alone.head.trace) changed++;
          }
        },
      ),
      { seed, numRuns: 700 },
    );
    for (const count of [found, crossed, moved, changed]) expect(count).toBeGreaterThan(100);
  });

  it('begin with what was told of their account before they came, where it was told after they were made', () => {
    const [side] = fc.sample(drawnPlainSide, { numRuns: 1, seed });
    const [drawn] = fc.sample(plainLead, { numRuns: 1, seed });
    if (!side || !drawn) throw new Error('nothing was drawn');
    const { tree } = storyTree(starter.tree, { ...side, cold: false });
    const model = tree.models['hundred-point'] as ScoringModel;
    const quiet: ScoringModel = { ...model, thresholds: [{ key: 'quiet', when: { score: 'total', below: 1_000 } }] };
    const made = compileTree({ ...tree, models: { ...tree.models, 'hundred-point': quiet } });
    const trees = { base: made, head: made };
    const window = { from: START, to: START + LENGTH + 30 };
    const frame = impactFrame(made, made);
    const surely = { ...drawn, came: 5 as const, employees: 400 as const, happenings: [], moves: [] };
    const leads = ['company at birth', 'company known'].map((odd) => plainRows(odd, { ...surely, odd }));
    const found = openComparePlain(trees, frame, window)?.(rangeOf(leads), null);
    const ups = leads.map((rows, index) => {
      const history = orderHistory(rows, tree.lifecycle, window, false);
      const alone = compareLead(trees, frame, window, history);
      if (found?.has(index)) expect(found.get(index)).toEqual(alone);
      return (alone.base.ups['quiet'] as number) - START;
    });
    expect(ups).toEqual([10, 15]);
    expect([...(found?.keys() ?? [])]).toEqual([1]);
  });
});
