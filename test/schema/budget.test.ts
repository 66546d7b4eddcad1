import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, ask, type Door, listen } from '../helpers/graphql.js';
import { TRANSPORTS } from '../helpers/send-over.js';
import { startServer, type TestServer } from '../helpers/start-server.js';
import { openPersonsDoor, openRoleDoors } from './role-doors.js';

const LIMIT = 30;
let server: TestServer;
let doors: Awaited<ReturnType<typeof openRoleDoors>>;
beforeAll(async () => {
  server = await startServer({ env: { ACCORD_RATE_LIMIT: String(LIMIT) } });
  doors = await openRoleDoors(server);
});
afterAll(async () => {
  await server?.stop();
});

async function post(door: Door, path: string, query: string) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${door.token}` };
  const answer = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer };
}

/** Runs one operation of a point over a socket; its answer. */
async function overSocket(door: Door, query: string): Promise<Answer> {
  const socket = await listen(door, query);
  const end = await Promise.race([socket.ended, socket.until(1)]);
  socket.close();
  return socket.frames[0] ?? { errors: end as Answer['errors'] };
}

describe('the budget of a caller', () => {
  it('is told with every answer, and counts operations by whatever transport', async () => {
    const first = await post(doors.VIEWER, '/graphql', '{ __typename rateLimit { cost limit remaining } }');
    expect(first.body.data?.['rateLimit']).toEqual({ cost: 1, limit: LIMIT, remaining: LIMIT - 1 });
    expect(first.body.extensions).toEqual({ cost: { cost: 1, limit: LIMIT, remaining: LIMIT - 1 } });
    expect(first.headers.get('ratelimit-limit')).toBe(String(LIMIT));
    expect(first.headers.get('ratelimit-remaining')).toBe(String(LIMIT - 1));
    expect(Number(first.headers.get('ratelimit-reset'))).toBeLessThanOrEqual(60);

    const second = await overSocket(doors.VIEWER, '{ __typename rateLimit { cost limit remaining } }');
    expect(second.data?.['rateLimit']).toEqual({ cost: 1, limit: LIMIT, remaining: LIMIT - 2 });
    expect(second.extensions).toEqual({ cost: { cost: 1, limit: LIMIT, remaining: LIMIT - 2 } });

    const third = await TRANSPORTS.stream(doors.VIEWER, JSON.stringify({ query: '{ __typename rateLimit { cost } }' }));
    expect(third.answer.data?.['rateLimit']).toEqual({ cost: 1 });
    expect(third.answer.extensions).toEqual({ cost: { cost: 1, limit: LIMIT, remaining: LIMIT - 3 } });
    expect(third.headers.get('ratelimit-remaining')).toBe(String(LIMIT - 3));

    for (let i = 3; i < LIMIT; i++) expect((await ask(doors.VIEWER, '{ __typename }')).errors).toBeUndefined();
    const refused = await post(doors.VIEWER, '/graphql', '{ __typename }');
    expect([refused.status, refused.body.errors?.[0]?.extensions?.['code']]).toEqual([429, 'RATE_LIMITED']);
    expect(refused.headers.get('retry-after')).toMatch(/^([1-9]|[1-5]\d|60)$/);
    const wait = { retryAfter: Number(refused.headers.get('retry-after')) };
    expect(refused.body.errors?.[0]?.extensions).toMatchObject(wait);
    expect((await overSocket(doors.VIEWER, '{ __typename }')).errors).toMatchObject([
      { extensions: { code: 'RATE_LIMITED', retryAfter: expect.any(Number) } },
    ]);
    const stream = await post(doors.VIEWER, '/graphql/stream', 'subscription { events { id } }');
    expect([stream.status, stream.body.errors?.[0]?.extensions?.['code']]).toEqual([429, 'RATE_LIMITED']);
    expect(stream.headers.get('retry-after')).toMatch(/^([1-9]|[1-5]\d|60)$/);
  });

  it('is one for a person, however many tokens he has', async () => {
    const person = await openPersonsDoor(server, 'SALES');
    const twin = await ask<{ createApiToken: { secret: string } }>(
      server,
      'mutation ($id: ID!) { createApiToken(input: {displayName: "Phone", userId: $id, roles: [SALES]}) { secret } }',
      { id: (await ask<{ viewer: { id: string } }>(person, '{ viewer { id } }')).data?.viewer.id },
    );
    const other = { url: server.url, token: twin.data?.createApiToken.secret as string };
    const left = async (door: Door) =>
      (await post(door, '/graphql', '{ __typename }')).headers.get('ratelimit-remaining');
    expect([await left(person), await left(other)]).toEqual([String(LIMIT - 2), String(LIMIT - 3)]);
  });

  it('is one for each machine', async () => {
    expect((await ask(doors.SALES, '{ __typename }')).errors).toBeUndefined();
  });

  it('lets no single operation cost without end, over both transports', async () => {
    const nested = `{ leads(first: 100) { nodes { account { leads(first: 100) { nodes { account { leads(first: 100) { nodes {
      id } } } } } } } } }`;
    for (const answer of [await ask(doors.SALES, nested), await overSocket(doors.SALES, nested)]) {
      expect(answer.data).toBeFalsy();
      expect(answer.errors).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED' } }]);
    }
  });
});

it('lets page sizes and bytes pass over a socket as over HTTP', async () => {
  const page = (first: number) => `{ leads(first: ${first}) { totalCount } }`;
  expect((await overSocket(doors.REVOPS, page(100))).errors).toBeUndefined();
  expect((await overSocket(doors.REVOPS, page(101))).errors).toMatchObject([
    { extensions: { code: 'LIMIT_EXCEEDED' } },
  ]);
  const large = await listen(doors.REVOPS, `{ __typename } #${'x'.repeat(1_048_576)}`);
  expect(await large.ended).toMatchObject({ code: 1009 });
});
