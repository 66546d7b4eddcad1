import { describe, expect, it } from '@jest/globals';
import { rankAuc } from '../../../clients/cli/models/rank-auc.js';
import { fc } from '../../helpers/fast-check.js';
import { seed } from '../../helpers/seeded-random.js';

const scored = (positives: number[], negatives: number[]) => [
  ...positives.map((score) => ({ score, positive: true })),
  ...negatives.map((score) => ({ score, positive: false })),
];

describe('rankAuc', () => {
  it('is 1 for a perfect order, 0 for its reverse, a half for nothing but ties', () => {
    expect(rankAuc(scored([3, 4], [1, 2]))).toBe(1);
    expect(rankAuc(scored([1, 2], [3, 4]))).toBe(0);
    expect(rankAuc(scored([5, 5], [5]))).toBe(0.5);
    expect(rankAuc(scored([1], []))).toBeNull();
    expect(rankAuc([])).toBeNull();
  });

  it('is the share of pairs in order, ties counting half', () => {
    const few = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 20 });
    const law = fc.property(few, few, (positives, negatives) => {
      const pairs = positives.flatMap((a) => negatives.map((b): number => (a > b ? 1 : a === b ? 0.5 : 0)));
      const share = pairs.reduce((sum, one) => sum + one, 0) / pairs.length;
      expect(rankAuc(scored(positives, negatives))).toBeCloseTo(share, 12);
    });
    fc.assert(law, { seed });
  });
});
