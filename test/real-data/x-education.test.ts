import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithShared } from '../helpers/describe-with-shared.js';
import { ask } from '../helpers/graphql.js';
import { type Imported, openImported } from './import-and-ask.js';

describeWithShared('data/x-education', 'the leads of the online school', (folder) => {
  let imported: Imported;
  beforeAll(async () => {
    imported = await openImported();
  });
  afterAll(() => imported.close());

  it('takes 9,240 undated leads, of which 3,561 became customers', async () => {
    const { report } = await imported.bring(folder, 'x-education');
    expect(report).toMatchObject({ rows: 9_240, badRows: 0, accepted: 9_240 + 3_561 });
    const window = { from: '2026-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };
    const { steps } = await imported.funnel({ window, stages: ['lead', 'customer'] });
    expect([steps[0]?.entered, steps[0]?.reachedNext]).toEqual([9_240, 3_561]);
  });

  it("reads numbers as numbers and 'Select' as nothing", async () => {
    const query =
      '{ lead(by: { externalId: { system: "x-education", value: "660728" } }) { source stage { key } attributes } }';
    const { data } = await ask<{ lead: { source: string; stage: object; attributes: object } }>(imported.server, query);
    expect(data?.lead).toMatchObject({
      source: 'Organic Search',
      stage: { key: 'lead' },
      attributes: { totalVisits: 5, secondsOnWebsite: 674, pagesPerVisit: 2.5, crmActivityScore: 15 },
    });
    expect(data?.lead.attributes).not.toHaveProperty('specialization');
  });
});
