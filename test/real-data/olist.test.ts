import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithShared } from '../helpers/describe-with-shared.js';
import { type Imported, openImported } from './import-and-ask.js';

const BY_ORIGIN = {
  organic_search: [2296, 271],
  paid_search: [1586, 195],
  social: [1350, 75],
  unknown: [1099, 179],
  direct_traffic: [499, 56],
  email: [493, 15],
  referral: [284, 24],
  other: [150, 4],
  display: [118, 6],
  other_publicities: [65, 3],
  null: [60, 14],
};
const DAY = 86_400;
const WINDOW = { from: '2017-06-01T00:00:00Z', to: '2018-06-01T00:00:00Z' };
const MQL_TO_CUSTOMER = { window: WINDOW, stages: ['mql', 'customer'], groupBy: 'SOURCE' };

describeWithShared('data/olist', 'the Olist funnel', (folder) => {
  let imported: Imported;
  beforeAll(async () => {
    imported = await openImported();
  });
  afterAll(() => imported.close());

  it('takes every row and reports the deal won before its first contact', async () => {
    const { report, errors } = await imported.bring(folder, 'olist');
    expect(report).toMatchObject({ rows: 8_842, badRows: 0, duplicates: 0 });
    const early = errors.split('\n').filter((line) => line.includes('is dated before the entry'));
    expect(early).toHaveLength(1);
    expect(early[0]).toContain('-1.18 days');
  });

  it('counts 8,000 leads and 842 customers, and each origin exactly', async () => {
    const { steps, slices } = await imported.funnel(MQL_TO_CUSTOMER);
    expect([steps[0]?.entered, steps[0]?.reachedNext]).toEqual([8_000, 842]);
    expect(((steps[0]?.medianSeconds ?? 0) / DAY).toFixed(2)).toBe('14.65');
    const counted = slices.map(({ value, steps: [step] }) => [String(value), [step?.entered, step?.reachedNext]]);
    expect(Object.fromEntries(counted)).toEqual(BY_ORIGIN);
  });

  it('changes nothing when it is imported again', async () => {
    const before = await imported.funnel(MQL_TO_CUSTOMER);
    const { report } = await imported.bring(folder, 'olist');
    expect(report).toMatchObject({ accepted: 0, badRows: 0 });
    expect(await imported.funnel(MQL_TO_CUSTOMER)).toEqual(before);
  });
});
