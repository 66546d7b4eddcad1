import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { type Answer, listen } from '../helpers/graphql.js';
import { startServer, type TestServer } from '../helpers/start-server.js';
import { openRoleDoors } from './role-doors.js';

/** What graphql-cop looks for in the answer to a document, in its own words; each is a finding where it holds. */
const DOCUMENTS: Record<string, [document: string, found: (answer: Answer) => boolean]> = {
  'alias overloading': [
    `query { ${list(101, (i) => `alias${i}: __typename`)} }`,
    ({ data }) => Boolean(data?.['alias100']),
  ],
  'directive overloading': [`query { __typename ${'@aa'.repeat(10)} }`, ({ errors }) => errors?.length === 10],
  'circular query by introspection': [
    'query { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }',
    ({ data }) => Boolean(data),
  ],
  'field duplication': [`query { ${list(500, () => '__typename')} }`, ({ data }) => Boolean(data)],
  'field suggestions': [
    'query { __schema { directive } stagez { key } }',
    ({ errors }) => errors?.some(({ message }) => message.includes('Did you mean')) ?? false,
  ],
  'trace mode': [
    'query { __typename }',
    ({ errors, extensions }) =>
      'tracing' in (extensions ?? {}) || /stacktrace|exception/i.test(JSON.stringify(errors ?? '')),
  ],
  'unhandled errors': [
    'qwerty cop { abc }',
    (answer) => /exception|stacktrace|node_modules/i.test(JSON.stringify(answer)),
  ],
};

function list(count: number, text: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => text(i)).join(' ');
}

let server: TestServer;
let callers: Record<'anonymous' | 'viewer', string | null>;
beforeAll(async () => {
  server = await startServer();
  callers = { anonymous: null, viewer: (await openRoleDoors(server)).VIEWER.token };
});
afterAll(async () => {
  await server?.stop();
});

const asked = (token: string | null): Record<string, string> => (token ? { authorization: `Bearer ${token}` } : {});

/** Sends a request as it is; the answer as text. */
async function send(path: string, init: RequestInit): Promise<string> {
  return (await fetch(server.url + path, init)).text();
}

async function overHttp(token: string | null, query: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...asked(token) };
  return JSON.parse(await send('/graphql', { method: 'POST', headers, body: JSON.stringify({ query }) }));
}

/** The first frame, or the errors instead; a socket that is closed has told nothing. */
async function overWebSocket(token: string | null, query: string): Promise<Answer> {
  const socket = await listen({ url: server.url, token: token ?? '' }, query);
  const end = await Promise.race([socket.ended, socket.until(1)]);
  socket.close();
  return socket.frames[0] ?? (Array.isArray(end) ? { errors: end } : {});
}

describe.each(['anonymous', 'viewer'] as const)('graphql-cop finds nothing as %s', (who) => {
  it.each(Object.entries(DOCUMENTS))('%s, over HTTP and WebSocket', async (_name, [document, found]) => {
    for (const over of [overHttp, overWebSocket]) {
      const answer = await over(callers[who], document);
      expect([found(answer), answer]).toEqual([false, answer]);
      if (who === 'anonymous') expect(answer.data).toBeUndefined();
    }
  });

  it('introspection, which is for those who came in', async () => {
    for (const over of [overHttp, overWebSocket]) {
      const { data } = await over(callers[who], 'query { __schema { types { name fields { name } } } }');
      expect(Boolean(data)).toBe(who === 'viewer');
    }
  });

  it('batched queries', async () => {
    const body = JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ __typename }' })));
    const headers = { 'content-type': 'application/json', ...asked(callers[who]) };
    const answer = JSON.parse(await send('/graphql', { method: 'POST', headers, body }));
    expect([Array.isArray(answer), answer.data]).toEqual([false, undefined]);
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    socket.on('open', () => {
      socket.send(JSON.stringify({ type: 'connection_init', payload: asked(callers[who]) }));
      socket.send(JSON.stringify([{ id: '1', type: 'subscribe', payload: { query: '{ __typename }' } }]));
    });
    expect([4400, 4403]).toContain(await closed);
  });

  it('mutations and queries by what a foreign page can send: GET, forms', async () => {
    const query = 'mutation { __typename }';
    const authorized = await send(`/graphql?query=${encodeURIComponent(query)}`, { headers: asked(callers[who]) });
    expect(authorized).not.toContain('"data"');
    for (const text of [query, '{ __typename }']) {
      expect(await send(`/graphql?query=${encodeURIComponent(text)}`, {})).not.toContain('"data"');
      const form = { 'content-type': 'application/x-www-form-urlencoded', ...asked(callers[who]) };
      const posted = await send('/graphql', {
        method: 'POST',
        headers: form,
        body: new URLSearchParams({ query: text }),
      });
      expect(posted).not.toContain('"data"');
    }
  });

  it('an explorer where it looks for one', async () => {
    for (const path of ['/graphiql', '/playground', '/console', '/graphql']) {
      const page = await send(path, { headers: { accept: 'text/html', ...asked(callers[who]) } });
      expect(page).not.toMatch(/graphiql\.min\.css|GraphQL Playground|GraphiQL|graphql-playground/);
    }
  });
});
