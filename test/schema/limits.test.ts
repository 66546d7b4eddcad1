import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { ask, listen } from '../helpers/graphql.js';
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

/** Lists of selections nested `depth` deep. */
function nested(depth: number): string {
  const open = ['{ users ', ...Array.from({ length: depth - 2 }, () => '{ manager ')].join('');
  return `${open}{ id }${' }'.repeat(depth - 1)}`;
}

/** Every limit of a document: how many pass, and a document with so many. */
const LIMITS: Record<string, [number, (count: number) => string]> = {
  'nested selection sets': [15, nested],
  aliases: [30, (count) => `{ stages { ${times(count, (i) => `a${i}: __typename`)} } }`],
  directives: [20, (count) => `{ stages { ${times(count, () => 'key @skip(if: false)')} } }`],
  'root fields': [10, (count) => `{ ${times(count, () => '__typename')} }`],
  'root fields in fragments': [
    10,
    (count) => `{ ...a ...a } fragment a on Query { ${times(Math.floor(count / 2), () => '__typename')} }`,
  ],
};

async function codeOf(query: string, variables: Record<string, unknown> = {}): Promise<unknown> {
  const answer = await ask(server, query, variables);
  return answer.errors?.[0]?.extensions?.code;
}

describe('limits of a document', () => {
  for (const [what, [limit, document]] of Object.entries(LIMITS)) {
    it(`let ${limit} ${what} pass and refuse one more, over HTTP and WebSocket alike`, async () => {
      const beyond = what.includes('fragments') ? limit + 2 : limit + 1;
      expect(await codeOf(document(limit))).toBeUndefined();
      expect(await codeOf(document(beyond))).toBe('LIMIT_EXCEEDED');
      const socket = await listen(server, document(beyond));
      expect(await socket.ended).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED' } }]);
      socket.close();
    });
  }

  it('count 2,000 tokens, comments too', async () => {
    const inside = (count: number) =>
      `{ leads(filter: {source: {in: [${times(count - 20, () => '"a"')}]}}) { totalCount } }`;
    expect(await codeOf(inside(2_000))).toBeUndefined();
    expect(await codeOf(inside(2_001))).toBe('LIMIT_EXCEEDED');
    expect(await codeOf(`${inside(1_999)} # one`)).toBeUndefined();
    expect(await codeOf(`${inside(1_999)} # one\n# two`)).toBe('LIMIT_EXCEEDED');
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
    const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    expect(await codeOf(nodes, { ids: Array.from({ length: 100 }, () => 'lead_none') })).toBeUndefined();
    expect(await codeOf(nodes, { ids: Array.from({ length: 101 }, () => 'lead_none') })).toBe('LIMIT_EXCEEDED');
  });

  it('let 1 MiB pass and answer 413 to one byte more', async () => {
    const statusOf = async (bytes: number) => {
      const frame = JSON.stringify({ query: '{ __typename }', extensions: { padding: '' } });
      const body = frame.replace('""', `"${'x'.repeat(bytes - frame.length)}"`);
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${server.token}` };
      const answer = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
      return [answer.status, (await answer.json()) as { errors?: { extensions: { code: string } }[] }] as const;
    };
    expect((await statusOf(1_048_576))[0]).toBe(200);
    const [status, body] = await statusOf(1_048_577);
    expect(status).toBe(413);
    expect(body.errors?.[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
  });
});

describe('settable limits', () => {
  it('are those of the environment', async () => {
    const small = await startServer({ env: { ACCORD_MAX_DEPTH: '2', ACCORD_MAX_PAGE: '5', ACCORD_RATE_LIMIT: '40' } });
    const code = async (query: string) => (await ask(small, query)).errors?.[0]?.extensions?.code;
    expect(await code('{ users { manager { id } } }')).toBe('LIMIT_EXCEEDED');
    expect(await code('{ leads(first: 6) { totalCount } }')).toBe('LIMIT_EXCEEDED');
    expect(await code('{ leads { totalCount } }')).toBeUndefined();
    const spent = await Promise.all(Array.from({ length: 45 }, () => code('{ __typename }')));
    expect(spent).toContain('RATE_LIMITED');
    await small.stop();
  });
});
