import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../helpers/eventually.js';
import { ask } from '../helpers/graphql.js';
import { startServer, type TestServer } from '../helpers/start-server.js';
import { openPersonsDoor } from './role-doors.js';

interface Told {
  scoringModel: {
    challenger: {
      version: { version: string; model: { key: string } };
      share: number;
      scored: number;
      errors: number;
      agreement: number | null;
      wouldMove: { from: { key: string }; to: { key: string }; count: number }[];
      quality: { side: string; outcome: { key: string }; judged: number; tooYoung: number }[];
    } | null;
  };
}

const CHALLENGER = `query ($key: String!) { scoringModel(key: $key) { challenger {
  version { version model { key } } since share scored errors agreement
  wouldMove { from { key } to { key } count } quality { side outcome { key } judged tooYoung } } } }`;

/** In the starter definitions `icp-gate` runs in the shadow of `hundred-point`. */
describe('a challenger by API', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({});
    await eventually(async () => (await challengerOf('icp-gate')) !== null);
    const lead = '{email: "vp@fits.example"}';
    await ask(
      server,
      `mutation { upsertLead(input: {lead: ${lead}, attributes: {seniority: "vp"},
         account: {attributes: {employees: 200, industry: "saas"}}}) { userErrors { message } } }`,
    );
    await ask(
      server,
      `mutation { recordActivities(input: {activities: [{lead: ${lead}, type: "resource.downloaded", messageId: "roi",
         occurredAt: "${new Date().toISOString()}", properties: {kind: "roi-calculator"}}]}) { accepted } }`,
    );
  });
  afterAll(() => server?.stop());
  const challengerOf = async (key: string) => {
    const { data, errors } = await ask<Told>(server, CHALLENGER, { key });
    expect(errors).toBeUndefined();
    return data?.scoringModel.challenger ?? null;
  };

  it('tells under the model it challenges and under its own what it would have done', async () => {
    const told = await challengerOf('hundred-point');
    expect(told).toMatchObject({
      version: { model: { key: 'icp-gate' } },
      share: 0,
      scored: 1,
      errors: 0,
      agreement: 0,
    });
    expect(told?.wouldMove).toEqual([{ from: { key: 'lead' }, to: { key: 'mql' }, count: 1 }]);
    expect(told?.quality.map(({ side, outcome, judged }) => [side, outcome.key, judged])).toEqual([
      ['BASE', 'sql', 0],
      ['HEAD', 'sql', 0],
      ['BASE', 'customer', 0],
      ['HEAD', 'customer', 0],
    ]);
    expect(await challengerOf('icp-gate')).toEqual(told);
    expect(await challengerOf('fit-gate')).toBeNull();
  });

  it('spreads the leads over its scores, and says where to try what scores nobody', async () => {
    const ask1 = (version: string | null, bins = 4) =>
      ask<{ scoreDistribution: { from: number; to: number; count: number; headCount: number | null }[] }>(
        server,
        'query ($version: ID, $bins: Int) { scoreDistribution(version: $version, bins: $bins) { from to count headCount } }',
        { version, bins },
      );
    const counts = async (version: string | null) =>
      (await ask1(version)).data?.scoreDistribution.map(({ count, headCount }) => [count, headCount]);
    expect((await counts(null))?.reduce((sum, [count]) => sum + (count as number), 0)).toBe(1);
    expect((await counts('icp-gate@1.0.0'))?.reduce((sum, [count]) => sum + (count as number), 0)).toBe(1);
    const { errors } = await ask1('fit-gate@1.0.0');
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors?.[0]?.message).toMatch(/runBacktest/);
    expect((await ask1(null, 0)).errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('shows the figures to whoever reads definitions, and the spread to whoever reads', async () => {
    const sales = await openPersonsDoor(server, 'SALES');
    const { data } = await ask<Told>(sales, CHALLENGER, { key: 'icp-gate' });
    expect(data?.scoringModel.challenger?.scored).toBe(1);
  });
});
