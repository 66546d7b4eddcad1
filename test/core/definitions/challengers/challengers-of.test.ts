import { describe, expect, it } from '@jest/globals';
import { challengersOf } from '../../../../core/definitions/challengers/challengers-of.js';
import { drawOf } from '../../../../core/definitions/challengers/draw-of.js';
import { sameAnswer } from '../../../../core/definitions/challengers/same-answer.js';
import { treeFor } from '../../../../core/definitions/challengers/tree-for.js';
import type { ChallengerDefinition } from '../../../../core/definitions/tree.js';
import type { ScoringModel } from '../../../../core/scoring/model.js';
import { tree } from '../follow-lead-cases.js';

const LEADS = 20_000;
const BINS = 20;
/** Chi-square of 19 degrees of freedom is above this once in 100,000 times. */
const LIMIT = 58;
const ids = Array.from({ length: LEADS }, (_, i) => `lead_${i.toString(16).padStart(12, '0')}`);
const challenger = (model: string, share: number, rest: Partial<ChallengerDefinition> = {}): ChallengerDefinition => ({
  ...{ model, against: 'hundred-point', share, by: 'lead' },
  ...rest,
});
const chosen = (challengers: ChallengerDefinition[], id: string, drawnBy?: string) =>
  challengersOf(challengers, { id, ...(drawnBy === undefined ? {} : { drawnBy }) }).map(({ model }) => model);

describe('who is drawn for a challenger', () => {
  it('draws evenly, whatever ids look like', () => {
    for (const name of [
      (i: number) => `lead_${i}`,
      (i: number) => ids[i] as string,
      (i: number) => `account_${i * 7}`,
    ]) {
      const bins = new Array<number>(BINS).fill(0);
      for (let i = 0; i < LEADS; i++) {
        const draw = drawOf('hundred-point', name(i));
        bins[Math.floor(draw * BINS)] = (bins[Math.floor(draw * BINS)] ?? Number.NaN) + 1;
      }
      const expected = LEADS / BINS;
      const chi = bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      expect(chi).toBeLessThan(LIMIT);
    }
  });

  it('draws the same today and tomorrow, anew for another model', () => {
    expect(drawOf('hundred-point', 'lead_1')).toBe(0.059238489191239974);
    const both = ids.filter((id) => drawOf('a', id) < 0.5 && drawOf('b', id) < 0.5);
    expect(Math.abs(both.length / LEADS - 0.25)).toBeLessThan(0.02);
  });

  it('keeps its shares, of several challengers too, and those drawn when a share grows', () => {
    const shared = [challenger('icp-gate', 0.3), challenger('fit-gate', 0.2)];
    const count = (model: string) => ids.filter((id) => chosen(shared, id).includes(model)).length / LEADS;
    expect(Math.abs(count('icp-gate') - 0.3)).toBeLessThan(0.02);
    expect(Math.abs(count('fit-gate') - 0.2)).toBeLessThan(0.02);
    for (const id of ids.slice(0, 300)) {
      if (chosen([challenger('icp-gate', 0.1)], id).length > 0) expect(chosen(shared, id)).toEqual(['icp-gate']);
      expect(chosen([challenger('icp-gate', 0)], id)).toEqual([]);
      expect(chosen([challenger('icp-gate', 1)], id)).toEqual(['icp-gate']);
    }
  });

  it('lets a share grow and shrink, from the shadow on, without taking leads from another challenger', () => {
    const steps = [0, 0.001, 0.3, 0.8, 0.1];
    const arms = steps.map((share) => [challenger('icp-gate', share), challenger('fit-gate', 0.2)]);
    const turned = steps.map((share) => [challenger('fit-gate', 0.2), challenger('icp-gate', share)]);
    for (const id of ids.slice(0, 2_000)) {
      for (const order of [arms, turned]) {
        expect(new Set(order.map((shares) => chosen(shares, id).includes('fit-gate'))).size).toBe(1);
      }
    }
    for (const id of ids.slice(0, 300)) {
      expect(chosen([challenger('icp-gate', 0.8), challenger('fit-gate', 0.2)], id)).toHaveLength(1);
    }
  });

  it('draws all leads of an account together, and one without by itself', () => {
    const shared = [challenger('icp-gate', 0.5, { by: 'account' })];
    for (let i = 0; i < 200; i++) {
      const arms = new Set(ids.slice(0, 20).map((id) => chosen(shared, id, `account_${i}`).length));
      expect(arms.size).toBe(1);
    }
    for (const id of ids.slice(0, 200)) {
      expect(chosen(shared, id, '')).toEqual(chosen([challenger('icp-gate', 0.5)], id));
    }
  });

  it('decides by a tree in which the challenger stands in the place of the model', () => {
    const sharing = {
      ...tree,
      tree: { ...tree.tree, lifecycle: { ...tree.tree.lifecycle, challengers: [challenger('icp-gate', 1)] } },
    };
    expect(treeFor(tree, { id: 'lead_1' })).toBe(tree);
    const decided = treeFor(sharing, { id: 'lead_1' });
    expect(decided.models.map(({ model }) => model.key)).toEqual(['icp-gate']);
    expect(treeFor(sharing, { id: 'lead_2' })).toBe(decided);
  });
});

describe('whether two models say the same', () => {
  const model = (...thresholds: [key: string, moveTo?: string][]) =>
    ({ thresholds: thresholds.map(([key, moveTo]) => ({ key, moveTo })) }) as unknown as ScoringModel;

  it('goes by the stages that thresholds lead to, and by keys where they lead nowhere', () => {
    const [one, other] = [model(['a', 'mql'], ['b', 'mql'], ['hot']), model(['x', 'mql'], ['hot'], ['cold'])];
    const same = (up: string[], others: string[]) => sameAnswer({ model: one, up }, { model: other, up: others });
    expect(same([], [])).toBe(true);
    expect(same(['a', 'b'], ['x'])).toBe(true);
    expect(same(['a'], [])).toBe(false);
    expect(same(['hot'], ['hot'])).toBe(true);
    expect(same(['hot'], ['cold'])).toBe(false);
    expect(same(['gone', 'a'], ['x'])).toBe(true);
  });
});
