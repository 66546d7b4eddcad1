import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { ask } from '../helpers/graphql.js';
import { LIMIT_CASES } from '../helpers/limit-cases.js';
import { codesOf, TRANSPORTS } from '../helpers/send-over.js';
import { startServer, type TestServer } from '../helpers/start-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server?.stop();
});

function times(count: number, text: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => text(i)).join(' ');
}

async function codeOf(query: string, variables: Record<string, unknown> = {}): Promise<unknown> {
  const answer = await ask(server, query, variables);
  return answer.errors?.[0]?.extensions?.code;
}

describe('limits of a document', () => {
  for (const { name, limit, step = 1, at } of LIMIT_CASES) {
    it(`${name}: ${limit} pass, ${limit + step} are refused, over HTTP, WebSocket and streams alike`, async () => {
      for (const [transport, send] of Object.entries(TRANSPORTS)) {
        const passed = await send(server, JSON.stringify(at(limit)));
        expect([transport, codesOf(passed), passed.answer.data]).toEqual([transport, [], expect.anything()]);
        const refused = await send(server, JSON.stringify(at(limit + step)));
        expect([transport, codesOf(refused)]).toEqual([transport, ['LIMIT_EXCEEDED']]);
        if (transport !== 'websocket' && name !== 'nodes') expect(refused.status).toBe(400);
      }
    });
  }

  it('cost is what is told', async () => {
    const { answer } = await TRANSPORTS.http(
      server,
      JSON.stringify(LIMIT_CASES.find(({ name }) => name === 'cost')?.at(2_000)),
    );
    expect(answer.extensions).toMatchObject({ cost: { cost: 2_000 } });
  });

  it('refuse what is far beyond', async () => {
    expect(await codeOf(`{ ${times(20_000, () => '__typename')} }`)).toBe('LIMIT_EXCEEDED');
    expect(await codeOf(`#\n`.repeat(100_000))).toBe('LIMIT_EXCEEDED');
  });

  it('let the standard introspection query pass, and no endless one', async () => {
    expect(
      await codeOf(getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true, oneOf: true })),
    ).toBeUndefined();
    const circle =
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }';
    expect(await codeOf(circle)).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('hold for fragments that name each other many times', async () => {
    const wide = times(15, (i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`);
    expect(await codeOf(`{ ...f0 } ${wide} fragment f15 on Query { __typename }`)).toBe('LIMIT_EXCEEDED');
    expect(await codeOf('{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }')).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
  });
});

describe('limits of a request', () => {
  it('let 100 a page pass and refuse one more', async () => {
    const page = 'query ($first: Int) { leads(first: $first) { totalCount } events(first: $first) { totalCount } }';
    expect(await codeOf(page, { first: 100 })).toBeUndefined();
    expect(await codeOf(page, { first: 101 })).toBe('LIMIT_EXCEEDED');
    expect(await codeOf(page, { first: -1 })).toBe('BAD_USER_INPUT');
  });

  it('let 1 MiB pass and answer 413 to one byte more', async () => {
    const frame = JSON.stringify({ query: '{ __typename }', extensions: { padding: '' } });
    const padded = (bytes: number) => frame.replace('""', `"${'x'.repeat(bytes - frame.length)}"`);
    for (const send of [TRANSPORTS.http, TRANSPORTS.stream]) {
      expect((await send(server, padded(1_048_576))).status).toBe(200);
      const refused = await send(server, padded(1_048_577));
      expect([refused.status, codesOf(refused)]).toEqual([413, ['LIMIT_EXCEEDED']]);
    }
    const around = '{"id":"1","type":"subscribe","payload":}'.length;
    expect((await TRANSPORTS.websocket(server, padded(1_048_576 - around))).answer.data).toBeDefined();
    expect((await TRANSPORTS.websocket(server, padded(1_048_577 - around))).status).toBe(1009);
  });

  it('let 1,000 items of a batch pass and refuse one more', async () => {
    const query =
      'mutation ($a: [ActivityInput!]!) { recordActivities(input: {activities: $a}) { accepted userErrors { code } } }';
    const batch = async (count: number) => {
      const activities = Array.from({ length: count }, (_, i) => ({
        ...{ lead: { id: 'lead_none' }, type: 'page.viewed', occurredAt: '2026-01-01T00:00:00Z', messageId: `m${i}` },
      }));
      const { answer } = await TRANSPORTS.http(server, JSON.stringify({ query, variables: { a: activities } }));
      const payload = answer.data?.['recordActivities'] as { userErrors: { code: string }[] } | undefined;
      return [
        ...new Set([
          ...(answer.errors ?? []).map(({ extensions }) => extensions?.['code']),
          ...(payload?.userErrors ?? []).map(({ code }) => code),
        ]),
      ];
    };
    expect(await batch(1_000)).toEqual(['NOT_FOUND']);
    expect(await batch(1_001)).toEqual(['LIMIT_EXCEEDED']);
  });
});

describe('settable limits', () => {
  it('are those of the environment', async () => {
    const small = await startServer({
      env: { ACCORD_MAX_DEPTH: '2', ACCORD_MAX_PAGE: '5', ACCORD_MAX_COST: '3', ACCORD_RATE_LIMIT: '40' },
    });
    const code = async (query: string) => (await ask(small, query)).errors?.[0]?.extensions?.code;
    expect(await code('{ users { manager { id } } }')).toBe('LIMIT_EXCEEDED');
    expect(await code('{ leads(first: 6) { totalCount } }')).toBe('LIMIT_EXCEEDED');
    expect(await code('{ leads { totalCount } }')).toBeUndefined();
    expect(
      await code(
        `{ ${times(10, (i) => `a${i}: leads(first: 5) { edges { cursor } nodes { id } pageInfo { endCursor } }`)} }`,
      ),
    ).toBe('LIMIT_EXCEEDED');
    const spent = await Promise.all(Array.from({ length: 45 }, () => code('{ __typename }')));
    expect(spent).toContain('RATE_LIMITED');
    await small.stop();
  });
});
