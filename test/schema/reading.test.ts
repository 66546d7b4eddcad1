import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, ask } from '../helpers/graphql.js';
import { startServer, type TestServer } from '../helpers/start-server.js';

type Row = Record<string, unknown>;

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  const leads = Array.from({ length: 7 }, (_, i) => ({
    lead: { email: `lead${i}@company${i % 2}.example` },
    name: `Lead ${i}`,
    source: i % 2 ? 'webinar' : 'search',
    attributes: { title: 'VP Sales', seniority: 'vp' },
    account: {
      domain: `company${i % 2}.example`,
      name: `Company ${i % 2}`,
      attributes: { employees: 200, industry: 'saas' },
    },
    idempotencyKey: `lead ${i}`,
  }));
  const activities = Array.from({ length: 7 }, (_, i) => ({
    lead: { email: 'lead0@company0.example' },
    type: 'demo.booked',
    occurredAt: new Date(Date.now() - 60_000 * (i + 1)).toISOString(),
    messageId: `demo ${i}`,
  }));
  const query = 'mutation ($input: ImportInput!) { importRecords(input: $input) { userErrors { message } accepted } }';
  const imported = await ask(server, query, { input: { leads, activities, historical: false } });
  expect(imported.data).toEqual({ importRecords: { userErrors: [], accepted: 14 } });
});
afterAll(async () => {
  await server?.stop();
});

async function data<Data = Row>(query: string, variables: Row = {}): Promise<Data> {
  const answer: Answer<Data> = await ask<Data>(server, query, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data as Data;
}

async function codes(query: string, variables: Row = {}): Promise<unknown[]> {
  return ((await ask(server, query, variables)).errors ?? []).map((error) => error.extensions?.code);
}

describe('pages', () => {
  const lists = {
    leads: 'leads(PAGE, orderBy: {field: SCORE})',
    'leads by time': 'leads(PAGE, orderBy: {field: CREATED_AT, direction: ASC})',
    accounts: 'accounts(PAGE, orderBy: NAME)',
    events: 'events(PAGE)',
    activities: 'lead(by: {email: "lead0@company0.example"}) { list: activities(PAGE) { ...p } }',
    transitions: 'lead(by: {email: "lead0@company0.example"}) { list: transitions(PAGE) { ...p } }',
  };
  for (const [what, field] of Object.entries(lists)) {
    it(`of ${what} add up to the whole, forwards and backwards`, async () => {
      const nested = field.includes('...p');
      const page = async (
        args: string,
      ): Promise<{ nodes: { id: string }[]; pageInfo: Row; totalCount: number; edges: Row[] }> => {
        const type = {
          'leads by time': 'Lead',
          leads: 'Lead',
          accounts: 'Account',
          events: 'Event',
          activities: 'Activity',
        }[what];
        const fragment = `fragment p on ${type ?? 'StageTransition'}Connection { totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
        const asked = field.replace('PAGE', args);
        const found = await data<Row>(`{ ${nested ? asked : `list: ${asked} { ...p }`} } ${fragment}`);
        return (nested ? (found['lead'] as Row)['list'] : found['list']) as never;
      };
      const whole = await page('first: 100');
      expect(whole.totalCount).toBe(whole.nodes.length);
      expect(whole.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
      const forwards: string[] = [];
      for (let after: unknown = null, more = true; more; ) {
        const next = await page(`first: 2${after ? `, after: "${after}"` : ''}`);
        forwards.push(...next.nodes.map((node) => node.id));
        expect(next.edges.map((edge) => (edge['node'] as Row)['id'])).toEqual(next.nodes.map((node) => node.id));
        after = next.pageInfo['endCursor'];
        more = next.pageInfo['hasNextPage'] as boolean;
      }
      expect(forwards).toEqual(whole.nodes.map((node) => node.id));
      if (what === 'accounts') return;
      const last = await page('last: 2');
      expect(last.nodes.map((node) => node.id)).toEqual(forwards.slice(-2));
      const before = await page(`last: 2, before: "${last.pageInfo['startCursor']}"`);
      expect(before.nodes.map((node) => node.id)).toEqual(forwards.slice(0, -2).slice(-2));
    });
  }

  it('refuse a cursor of no list, and both ends at once', async () => {
    const wrong = [
      'leads(after: "rubbish")',
      'accounts(after: "W10")',
      'events(after: "rubbish")',
      'auditLog(after: "x")',
    ];
    for (const field of wrong) expect(await codes(`{ ${field} { totalCount } }`)).toEqual(['CURSOR_INVALID']);
    expect(await codes('{ leads(first: 1, last: 1) { totalCount } }')).toEqual(['BAD_USER_INPUT']);
  });
});

describe('node', () => {
  it('finds everything that has an id, as the type it was', async () => {
    const found = await data(`{
      viewer { id __typename } apiTokens { id __typename } auditLog { nodes { id __typename } }
      promotions { nodes { id __typename promotedBy { id __typename } } }
      scoringModels { id __typename versions { nodes { id __typename } } }
      leads(first: 2, orderBy: {field: SCORE}) { nodes { id __typename account { id __typename }
        activities { nodes { id __typename } } transitions { nodes { id __typename actor { id __typename } } }
        crossings { nodes { id __typename } } } }
    }`);
    const seen = new Map<string, string>();
    JSON.stringify(found, (_key, value: unknown) => {
      const { id, __typename } = (value ?? {}) as { id?: string; __typename?: string };
      if (id && __typename) seen.set(id, __typename);
      return value;
    });
    expect([...new Set(seen.values())]).toEqual(
      expect.arrayContaining([
        'ApiToken',
        'Promotion',
        'ScoringModel',
        'ModelVersion',
        'Lead',
        'Account',
        'Activity',
        'StageTransition',
      ]),
    );
    const ids = [...seen.keys()].slice(0, 100);
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }';
    const { nodes } = await data<{ nodes: (Row | null)[] }>(query, { ids });
    expect(nodes).toEqual(ids.map((id) => ({ id, __typename: seen.get(id) })));
  });

  it('is null for what is not there', async () => {
    const ids = [
      '',
      'x',
      '_',
      'lead_none',
      'lead_',
      'act_1e5',
      'act_99999999999999999999',
      'model_toString',
      'constructor_1',
    ];
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    expect(await data(query, { ids })).toEqual({ nodes: ids.map(() => null) });
  });
});

describe('scores', () => {
  it('are stored, replayed and explained alike', async () => {
    const found = await data<{ lead: { stored: Row; replayed: Row } }>(
      `query ($at: DateTime!) { lead(by: {email: "lead0@company0.example"}) {
        stored: score { ...s } replayed: score(at: $at) { ...s } moves { to { key } allowed missing } } }
      fragment s on Score { value primary values { key value raw } contributions { rule points activityCount activities { type } }
        thresholds { crossed threshold { key moveTo { key } } } version { version model { key } } }`,
      { at: new Date().toISOString() },
    );
    expect(found.lead.stored).toEqual(found.lead.replayed);
    expect(found.lead.stored).toMatchObject({ value: 85, version: { model: { key: 'hundred-point' } } });
  });

  it('of nobody in particular can be asked of any model', async () => {
    const found = await data<{ evaluate: Row }>(
      `{ evaluate(model: "points-to-sql", facts: []) { value thresholds { crossed } } }`,
    );
    expect(found.evaluate).toMatchObject({ value: 0 });
    expect(await codes('{ evaluate(model: "none") { value } }')).toEqual(['BAD_USER_INPUT']);
  });

  it('of a third of the points is shown with two decimals', async () => {
    const booked = { activity: 'demo.booked', occurredAt: '2026-03-29T12:00:00Z' };
    const draft = {
      language: 1,
      key: 'fading',
      version: '1.0.0',
      name: 'Fading',
      owner: 'revops',
      scores: { total: {} },
      rules: [
        { key: 'demo', score: 'total', points: 10, when: { activity: 'demo.booked' }, decay: { linear: 'P3D' } },
        { key: 'demo-again', score: 'total', points: -10, when: { activity: 'demo.booked' }, decay: { linear: 'P6D' } },
      ],
      thresholds: [{ key: 'hot', when: { score: 'total', atLeast: 5 } }],
    };
    const found = await data<{ evaluate: Row }>(
      `query ($facts: [JSONObject!], $files: [FileInput!]) {
        evaluate(model: "fading", facts: $facts, files: $files, at: "2026-03-31T12:00:00Z") {
          value values { value raw } contributions { points } } }`,
      { facts: [booked], files: [{ path: 'models/fading.json', content: JSON.stringify(draft) }] },
    );
    expect(found.evaluate).toEqual({
      value: -3.33,
      values: [{ value: -3.33, raw: -3.33 }],
      contributions: [{ points: 3.33 }, { points: -6.67 }],
    });
  });
});

describe('the definitions', () => {
  it('are checked as a pull request would check them, and nothing is kept', async () => {
    const { definitionFile } = await data<{ definitionFile: string }>('{ definitionFile(path: "lifecycle.json") }');
    const query =
      'query ($files: [FileInput!]!) { checkDefinitions(files: $files) { checks { name conclusion annotations { path pointer message hint } } } }';
    const same = await data<{ checkDefinitions: { checks: Row[] } }>(query, {
      files: [{ path: 'lifecycle.json', content: definitionFile }],
    });
    expect(same.checkDefinitions.checks.map((check) => check['conclusion'])).not.toContain('FAILURE');
    const broken = definitionFile.replace('"initial": "visitor"', '"initial": "visitors"');
    const told = await data<{ checkDefinitions: { checks: Row[] } }>(query, {
      files: [{ path: 'lifecycle.json', content: broken }],
    });
    expect(told.checkDefinitions.checks).toMatchObject([
      { name: 'schema', conclusion: 'SUCCESS' },
      { name: 'semantics', conclusion: 'FAILURE' },
      { name: 'examples', conclusion: 'FAILURE' },
      { name: 'change' },
      { name: 'version' },
      { name: 'form' },
    ]);
    expect(JSON.stringify(told)).toContain('visitors');
    expect(await data('{ definitionFile(path: "lifecycle.json") none: definitionFile(path: "constructor") }')).toEqual({
      definitionFile,
      none: null,
    });
  });

  it('of a commit that is not there are null, or told', async () => {
    const commit = '0'.repeat(40);
    expect(
      await data('query ($commit: CommitId) { definitionFile(path: "lifecycle.json", commit: $commit) }', { commit }),
    ).toEqual({ definitionFile: null });
    expect(await codes('query ($commit: CommitId) { definitionFiles(commit: $commit) }', { commit })).toEqual([
      'BAD_USER_INPUT',
    ]);
  });
});
