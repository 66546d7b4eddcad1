import { describe, expect, it } from '@jest/globals';
import { estimateAuc } from '../../../../core/definitions/impact/estimate-auc.js';
import { estimateLift } from '../../../../core/definitions/impact/estimate-lift.js';
import { estimateShare } from '../../../../core/definitions/impact/estimate-share.js';
import { weekOf } from '../../../../core/definitions/impact/week-of.js';
import { fc } from '../../../helpers/fast-check.js';

describe('estimates', () => {
  it("give Wilson's interval of a share", () => {
    expect(estimateShare(0, 0)).toBeNull();
    expect(estimateShare(10, 100)).toEqual({
      value: 0.1,
      low: expect.closeTo(0.0552, 3),
      high: expect.closeTo(0.1744, 3),
    });
    expect(estimateShare(0, 10)).toEqual({ value: 0, low: 0, high: expect.closeTo(0.2775, 3) });
  });

  it('count pairs for the area under the curve', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        let wins = 0;
        for (const a of positives) for (const b of negatives) wins += a > b ? 1 : a === b ? 0.5 : 0;
        const found = estimateAuc(positives, negatives);
        expect(found?.value).toBeCloseTo(wins / positives.length / negatives.length, 12);
        expect(found?.low).toBeLessThanOrEqual(found?.value as number);
        expect(found?.high).toBeGreaterThanOrEqual(found?.value as number);
      }),
    );
    expect(estimateAuc([], [1])).toBeNull();
  });

  it('hold the flagged against all for lift', () => {
    expect(estimateLift({ flagged: 0, flaggedReached: 0, all: 10, reached: 1 })).toBeNull();
    const lift = estimateLift({ flagged: 20, flaggedReached: 10, all: 100, reached: 20 });
    expect(lift?.value).toBeCloseTo(2.5, 12);
    expect((lift?.low as number) < 2.5 && (lift?.high as number) > 2.5).toBe(true);
  });
});

describe('weeks', () => {
  it.each([
    ['UTC', 'monday', '2026-11-22T23:59:59Z', '2026-11-16'],
    ['UTC', 'monday', '2026-11-23T00:00:00Z', '2026-11-23'],
    ['Europe/Berlin', 'monday', '2026-11-22T23:00:00Z', '2026-11-23'],
    ['UTC', 'sunday', '2026-11-22T00:00:00Z', '2026-11-22'],
    ['UTC', 'saturday', '2026-11-20T23:00:00Z', '2026-11-14'],
    ['UTC', 'monday', '1969-12-31T12:00:00Z', '1969-12-29'],
  ] as const)('in %s from %s: %s lies in that of %s', (zone, start, at, expected) => {
    expect(weekOf(zone, start)(Date.parse(at))).toBe(expected);
  });
});
