import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, ask } from '../helpers/graphql.js';
import { startServer, type TestServer } from '../helpers/start-server.js';
import { openPersonsDoor, openRoleDoors } from './role-doors.js';

type Row = Record<string, unknown>;

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
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

describe('a write', () => {
  it('answers with what it did, without a place in the log yet', async () => {
    const answer = await data<{ upsertLead: Row }>(
      `mutation { upsertLead(input: {lead: {email: "New@Person.Example"}, name: "New"}) {
        userErrors { code } lead { email stage { key } version } transition { to { key } cursor lead { name } } crossings { id } } }`,
    );
    expect(answer.upsertLead).toEqual({
      userErrors: [],
      lead: { email: 'new@person.example', stage: { key: 'lead' }, version: expect.any(Number) },
      transition: { to: { key: 'lead' }, cursor: null, lead: { name: 'New' } },
      crossings: [],
    });
  });

  it('sees in each field what the ones before it did', async () => {
    const answer = await data<{ a: Row; b: Row }>(
      `mutation { a: upsertLead(input: {lead: {email: "twice@person.example"}, name: "One"}) { lead { name } }
        b: upsertLead(input: {lead: {email: "twice@person.example"}, name: "Two"}) { lead { name } } }`,
    );
    expect(answer).toEqual({ a: { lead: { name: 'One' } }, b: { lead: { name: 'Two' } } });
  });

  it('tells of an unknown id as data, and of two names at once before anything runs', async () => {
    const unknown = await data<{ moveLead: Row }>(
      'mutation { moveLead(input: {lead: {id: "lead_none"}, to: "mql"}) { userErrors { code field } lead { id } } }',
    );
    expect(unknown.moveLead).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }], lead: null });
    const query = 'query ($by: LeadRef!) { lead(by: $by) { id } }';
    expect(await codes(query, { by: { id: 'x', email: 'a@b.example' } })).toEqual(['BAD_USER_INPUT']);
    expect(await codes(query, { by: {} })).toEqual(['BAD_USER_INPUT']);
  });
});

describe('bad values', () => {
  const upsert = 'mutation ($input: UpsertLeadInput!) { upsertLead(input: $input) { userErrors { code } } }';
  const bad: Record<string, Row> = {
    'a number for an address': { lead: { email: 1 } },
    'NUL in a text': { lead: { email: 'a@b.example' }, name: 'a\0b' },
    'half of a surrogate pair': { lead: { email: 'a@b.example' }, name: '\ud800' },
    'NUL in a key of attributes': { lead: { email: 'a@b.example' }, attributes: { 'a\0': 1 } },
    'a list for attributes': { lead: { email: 'a@b.example' }, attributes: [1] },
    'a key that changes prototypes': {
      lead: { email: 'a@b.example' },
      attributes: JSON.parse('{"__proto__": {"x": 1}}') as Row,
    },
    'attributes nested too deep': {
      lead: { email: 'a@b.example' },
      attributes: { a: JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`) as Row },
    },
    'a day that is not': { lead: { email: 'a@b.example' }, occurredAt: '2026-02-30T00:00:00Z' },
    'a time without a zone': { lead: { email: 'a@b.example' }, occurredAt: '2026-02-20T00:00:00' },
    'an unknown field': { lead: { email: 'a@b.example' }, nickname: 'x' },
  };
  for (const [what, input] of Object.entries(bad)) {
    it(`refuse ${what} with a sentence`, async () => {
      const answer = await ask(server, upsert, { input });
      expect(answer.errors?.map((error) => error.extensions?.code)).toEqual(['BAD_USER_INPUT']);
      expect(answer.errors?.[0]).toMatchObject({ extensions: { requestId: expect.any(String) } });
      expect(JSON.stringify(answer)).not.toMatch(/stack|node_modules|\.js:/);
    });
  }

  it('tell of what is no address as data, in a batch by its index alone', async () => {
    const invalid = (...field: string[]) => [{ code: 'INVALID', field }];
    const query =
      'mutation ($input: UpsertLeadInput!) { upsertLead(input: $input) { userErrors { code field } lead { id } } }';
    const alone = await data(query, { input: { lead: { email: 'nobody' } } });
    expect(alone).toEqual({ upsertLead: { userErrors: invalid('lead', 'email'), lead: null } });
    const known = await data(query, { input: { lead: { anonymousId: 'some-visitor' }, email: 'no body@x.example' } });
    expect(known).toEqual({ upsertLead: { userErrors: invalid('email'), lead: null } });
    const activities = Array.from({ length: 5 }, (_, i) => ({
      lead: { email: i === 3 ? 'nobody' : `somebody-${i}@batch.example` },
      type: 'page.viewed',
      occurredAt: '2026-02-20T00:00:00Z',
      messageId: `batch-${i}`,
    }));
    const batch = await data(
      `mutation ($activities: [ActivityInput!]!) { recordActivities(input: {activities: $activities}) {
        accepted userErrors { code field } } }`,
      { activities },
    );
    expect(batch).toEqual({
      recordActivities: { accepted: 4, userErrors: invalid('activities', '3', 'lead', 'email') },
    });
    const user =
      'mutation { upsertUser(input: {email: "nobody", displayName: "No", teams: [], roles: []}) { userErrors { code field } user { id } } }';
    expect(await data(user)).toEqual({ upsertUser: { userErrors: invalid('email'), user: null } });
    expect(await data('{ lead(by: {email: "nobody"}) { id } }')).toEqual({ lead: null });
  });

  it('refuse NUL in a literal too', async () => {
    expect(await codes('{ lead(by: {anonymousId: "a\\u0000b"}) { id } }')).toEqual(['BAD_USER_INPUT']);
  });

  it('refuse what does not parse or is not valid with the codes for it', async () => {
    expect(await codes('{ leads')).toEqual(['GRAPHQL_PARSE_FAILED']);
    expect(await codes('{ leeds { id } }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(await codes('query a { stages { key } } query b { stages { key } }')).toEqual(['BAD_USER_INPUT']);
  });

  it('refuse a subscription with the addresses it is answered at, however it was sent', async () => {
    const query = 'query other { stages { key } } subscription live { events { id } }';
    const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ query, operationName: 'live' });
    const told = await Promise.all([
      fetch(`${server.url}/graphql`, { method: 'POST', headers, body }),
      fetch(`${server.url}/graphql`, { method: 'POST', headers: { ...headers, accept: 'text/event-stream' }, body }),
      fetch(`${server.url}/graphql?operationName=live&query=${encodeURIComponent(query)}`, { headers }),
    ]);
    for (const answer of told) {
      const { errors } = (await answer.json()) as { errors: { message: string; extensions: { code: string } }[] };
      expect([answer.status, errors[0]?.extensions.code]).toEqual([400, 'SUBSCRIPTION_OVER_HTTP']);
      const host = server.url.replace('http://', '');
      expect(errors[0]?.message).toContain(`ws://${host}/graphql `);
      expect(errors[0]?.message).toContain(`http://${host}/graphql/stream`);
    }
    expect(await codes(query)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('answers to a framework', () => {
  it('given with a move are shown with who gave them, and kept from viewers', async () => {
    const person = await openPersonsDoor(server, 'SALES');
    const doors = await openRoleDoors(server);
    await data('mutation { upsertLead(input: {lead: {email: "answers@person.example"}}) { userErrors { code } } }');
    const { qualificationFrameworks } = await data<{
      qualificationFrameworks: { key: string; criteria: { key: string }[] }[];
    }>('{ qualificationFrameworks { key criteria { key } } }');
    const framework = qualificationFrameworks[0] as { key: string; criteria: { key: string }[] };
    const answers = framework.criteria.slice(0, 1).map(({ key }) => ({ key, status: 'CONFIRMED', value: 'whispered' }));
    const moved = await ask(
      person,
      `mutation ($input: MoveLeadInput!) { moveLead(input: $input) { userErrors { message } } }`,
      { input: { lead: { email: 'answers@person.example' }, to: 'mql', framework: framework.key, answers } },
    );
    expect(moved.data).toEqual({ moveLead: { userErrors: [] } });
    const query = `{ lead(by: {email: "answers@person.example"}) {
      qualification { framework confirmed complete criteria { key status value answeredAt answeredBy { displayName } } }
      none: qualification(framework: "none") { framework } } }`;
    const shown = (await ask<{ lead: Row }>(person, query)).data?.lead ?? {};
    expect(shown).toMatchObject({
      none: null,
      qualification: { framework: framework.key, confirmed: 1, complete: framework.criteria.length === 1 },
    });
    expect((shown['qualification'] as { criteria: Row[] }).criteria.slice(0, 2)).toEqual([
      {
        key: answers[0]?.key,
        status: 'CONFIRMED',
        value: 'whispered',
        answeredAt: expect.any(String),
        answeredBy: { displayName: 'A person' },
      },
      { key: framework.criteria[1]?.key, status: 'UNKNOWN', value: null, answeredAt: null, answeredBy: null },
    ]);
    expect(JSON.stringify(await ask(doors.VIEWER, query))).not.toContain('whispered');
  });
});
