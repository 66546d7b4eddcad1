import { describe, expect, it } from '@jest/globals';
import type { ImpactFigures } from '../../../core/definitions/impact/impact-report.js';
import { judgeImpact } from '../../../server/pulls/impact/judge-impact.js';

const lists = { thresholds: [], moves: [], distribution: [], bySource: [], bySegment: [], quality: [], weeklyLoad: [] };
const counts = { leads: 1_000, changed: 0, unchanged: 1_000, notEvaluable: 0, errors: 0, gained: 0, lost: 0 };
const figures = (more: Partial<ImpactFigures> = {}): ImpactFigures => ({
  ...counts,
  ...lists,
  mismatchShare: 0,
  flaggedShareBase: 0.1,
  flaggedShareHead: 0.1,
  sample: [],
  faults: [],
  ...more,
});
const plain = { rule: 'DANGEROUS', level: 'DANGEROUS', because: null } as const;
const judge = (more: Partial<ImpactFigures>, weighed: Parameters<typeof judgeImpact>[3] = plain) =>
  judgeImpact('Plan.', figures(more), { low: 0.01, high: 0.2 }, weighed);

describe('the check of an impact', () => {
  it.each([
    ['a replay of 1 % off', { mismatchShare: 0.01 }, 'SUCCESS', null],
    ['a replay of more than 1 % off', { mismatchShare: 0.0101 }, 'FAILURE', /^The replay is not faithful: .* 1 %/],
    ['nothing to hold it against', { mismatchShare: null }, 'SUCCESS', null],
    ['20 % flagged', { flaggedShareHead: 0.2 }, 'SUCCESS', null],
    ['more than 20 % flagged', { flaggedShareHead: 0.21 }, 'WARNING', /^21 % .* more than 20 %\./],
    ['1 % flagged', { flaggedShareHead: 0.01 }, 'SUCCESS', null],
    ['fewer than 1 % flagged', { flaggedShareHead: 0.005 }, 'WARNING', /^0\.5 % .* fewer than 1 %\./],
    ['nobody to flag', { flaggedShareHead: null }, 'SUCCESS', null],
    ['leads that fail', { errors: 2, faults: ['lead_1: x'] }, 'WARNING', /^2 of 1000 leads could not be replayed/],
  ] as const)('with %s concludes', (_, more, conclusion, says) => {
    const judged = judge(more as Partial<ImpactFigures>);
    expect(judged.conclusion).toBe(conclusion);
    expect(judged.summary).toMatch(conclusion === 'FAILURE' ? /^The replay is not faithful: .*\. Plan\.$/ : /^Plan\.$/);
    if (says) expect(judged.annotations[0]?.message).toMatch(says);
    else expect(judged.annotations).toEqual([]);
  });

  it('tells of a class that evidence changed, without a warning', () => {
    const weighed = { rule: 'SAFE', level: 'DANGEROUS', because: '3 of 9 leads' } as const;
    const { conclusion, annotations } = judge({}, weighed);
    expect(conclusion).toBe('SUCCESS');
    expect(annotations).toEqual([
      expect.objectContaining({ level: 'NOTICE', message: expect.stringContaining('3 of 9') }),
    ]);
  });
});
