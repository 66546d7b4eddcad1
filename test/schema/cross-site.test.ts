import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { ask } from '../helpers/graphql.js';
import { startServer, type TestServer } from '../helpers/start-server.js';

const FRIEND = 'https://app.example.com';
const FOE = 'https://evil.example';
const WRITE = 'mutation { upsertLead(input: {lead: {email: "forged@example.com"}}) { userErrors { code } } }';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ env: { ACCORD_ALLOWED_ORIGINS: FRIEND } });
});
afterAll(async () => {
  await server?.stop();
});

/** What a page of another origin can send without asking first, with and without a token the browser would add. */
function simpleRequests(): [string, RequestInit][] {
  const body = JSON.stringify({ query: WRITE });
  const types = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''];
  const get: [string, RequestInit] = [`/graphql?query=${encodeURIComponent(WRITE)}`, {}];
  const posts = types.flatMap((type): [string, RequestInit][] => {
    const headers: Record<string, string> = type ? { 'content-type': type, origin: FOE } : { origin: FOE };
    const cookie = { ...headers, cookie: `token=${server.token}; authorization=Bearer ${server.token}` };
    const blob = new Blob([type.startsWith('application') ? new URLSearchParams({ query: WRITE }).toString() : body]);
    return [headers, cookie, { ...headers, authorization: `Bearer ${server.token}` }].flatMap((each) =>
      ['/graphql', '/graphql/stream'].map((path): [string, RequestInit] => [
        path,
        { method: 'POST', headers: each, body: blob },
      ]),
    );
  });
  return [get, [`/graphql/stream?query=${encodeURIComponent(WRITE)}`, {}], ...posts];
}

/** How a handshake with this origin ends: the status it is refused with, or 101. */
function handshake(origin: string | null): Promise<number> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    ...(origin === null ? {} : { origin }),
  });
  return new Promise((resolve) => {
    socket.on('open', () => {
      resolve(101);
      socket.terminate();
    });
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('error', () => undefined);
  });
}

describe('pages of other origins', () => {
  it('can execute nothing by a simple request', async () => {
    const requests = simpleRequests();
    expect(requests.length).toBeGreaterThan(20);
    for (const [path, init] of requests) {
      const answer = await fetch(server.url + path, init);
      expect([path, answer.status >= 400, await answer.text()]).toEqual([
        path,
        true,
        expect.not.stringContaining('data":'),
      ]);
    }
    const { data } = await ask<{ leads: { totalCount: number } }>(server, '{ leads { totalCount } }');
    expect(data?.leads.totalCount).toBe(0);
  });

  it('write nothing by a GET, whatever token comes with it', async () => {
    for (const path of ['/graphql', '/graphql/stream']) {
      const url = `${server.url}${path}?query=${encodeURIComponent(WRITE)}`;
      const answer = await fetch(url, { headers: { authorization: `Bearer ${server.token}` } });
      expect([path, answer.status, answer.headers.get('allow')]).toEqual([path, 405, 'POST']);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    }
    const { data } = await ask<{ leads: { totalCount: number } }>(server, '{ leads { totalCount } }');
    expect(data?.leads.totalCount).toBe(0);
  });

  it('open no socket unless they are listed', async () => {
    for (const origin of [FOE, 'null', `${server.url}.evil.example`, 'http://127.0.0.1:1', 'nonsense'])
      expect([origin, await handshake(origin)]).toEqual([origin, 403]);
    for (const origin of [FRIEND, server.url, null]) expect([origin, await handshake(origin)]).toEqual([origin, 101]);
  });

  it('read no answer unless they are listed', async () => {
    const preflight = (origin: string) =>
      fetch(`${server.url}/graphql`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
      });
    const friend = await preflight(FRIEND);
    expect([friend.status, friend.headers.get('access-control-allow-origin')]).toEqual([204, FRIEND]);
    for (const path of ['/graphql', '/permissions.json', '/']) {
      const { headers } = await fetch(server.url + path, { headers: { origin: FOE }, redirect: 'manual' });
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
    expect((await preflight(FOE)).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('frame nothing and guess no type', async () => {
    for (const path of ['/graphql', '/schema.graphql', '/permissions.json', '/explorer']) {
      const { headers } = await fetch(server.url + path);
      expect([path, headers.get('x-content-type-options'), headers.get('x-frame-options')]).toEqual([
        path,
        'nosniff',
        'DENY',
      ]);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    }
  });
});
