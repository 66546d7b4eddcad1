import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CryptoKey } from 'jose';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { eventually } from '../../helpers/eventually.js';
import { ask } from '../../helpers/graphql.js';
import { startServer, type TestServer } from '../../helpers/start-server.js';

const AUDIENCE = 'accord-test';
const PERSON = 'rotating@example.com';

let provider: Server;
let issuer: string;
let published: object[] = [];
let down = true;
let asked = { keys: 0, elsewhere: 0 };
let server: TestServer;
const keys: Record<string, { privateKey: CryptoKey; publicKey: CryptoKey }> = {};

/** A provider on loopback that is down until it is asked up; its address is known before. */
beforeAll(async () => {
  for (const kid of ['one', 'two', 'three']) keys[kid] = await generateKeyPair('ES256', { extractable: true });
  provider = createServer((request, response) => {
    if (request.url === '/keys') asked = { ...asked, keys: asked.keys + 1 };
    else if (request.url !== '/.well-known/openid-configuration') asked = { ...asked, elsewhere: asked.elsewhere + 1 };
    response.statusCode = down ? 503 : 200;
    const found = request.url === '/keys' ? { keys: published } : { issuer, jwks_uri: `${issuer}/keys` };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(found));
  }).listen(0, '127.0.0.1');
  await once(provider, 'listening');
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  await publish('one');
  server = await startServer({ env: { ACCORD_OIDC_ISSUER: issuer, ACCORD_OIDC_AUDIENCE: AUDIENCE } });
  const input = { email: PERSON, displayName: 'A person', teams: [], roles: ['VIEWER'] };
  await ask(server, 'mutation ($input: UpsertUserInput!) { upsertUser(input: $input) { userErrors { code } } }', {
    input,
  });
});
afterAll(async () => {
  await server?.stop();
  provider?.closeAllConnections();
  provider?.close();
});

async function publish(...kids: string[]): Promise<void> {
  published = await Promise.all(
    kids.map(async (kid) => ({
      ...(await exportJWK((keys[kid] as { publicKey: CryptoKey }).publicKey)),
      kid,
      alg: 'ES256',
    })),
  );
}

/** A token nobody has seen before, signed with a key under a name, its own unless told; other headers as given. */
function sign(kid: string, header: Record<string, unknown> = {}): Promise<string> {
  return new SignJWT({ email: PERSON, nonce: String(Math.random()) })
    .setProtectedHeader({ alg: 'ES256', kid, ...header })
    .setIssuer(issuer)
    .setAudience(AUDIENCE)
    .setSubject('subject-1')
    .setExpirationTime('5m')
    .sign((keys[kid] as { privateKey: CryptoKey }).privateKey);
}

async function enter(token: string): Promise<number> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const body = JSON.stringify({ query: '{ viewer { id } }' });
  return (await fetch(`${server.url}/graphql`, { method: 'POST', headers, body })).status;
}

describe('a provider', () => {
  it('may be down when Accord starts: its people come in once it is up, others all the time', async () => {
    expect(await enter(await sign('one'))).toBe(503);
    expect(await enter(server.token)).toBe(200);
    down = false;
    expect(await eventually(async () => (await enter(await sign('one'))) === 200)).toBe(true);
  });

  it('may rotate its keys: the new one is good at once, the old one until it is withdrawn', async () => {
    await publish('one', 'two');
    expect([await enter(await sign('two')), await enter(await sign('one'))]).toEqual([200, 200]);
    await publish('two', 'three');
    expect([await enter(await sign('three')), await enter(await sign('two'))]).toEqual([200, 200]);
    expect(await enter(await sign('one'))).toBe(401);
  });

  it('may go away: who holds a key that is known still comes in', async () => {
    down = true;
    expect(await enter(await sign('two'))).toBe(200);
    down = false;
  });

  it('is asked a few times whatever a thousand tokens name, and never elsewhere', async () => {
    const before = asked.keys;
    const began = performance.now();
    const flood = Array.from({ length: 1_000 }, (_, i) =>
      sign('one', { kid: `unknown-${i}`, jku: `${issuer}/mine`, x5u: `${issuer}/mine` }),
    );
    const refused = Promise.all((await Promise.all(flood)).map(enter));
    expect(await enter(await sign('three'))).toBe(200);
    expect(new Set(await refused)).toEqual(new Set([401]));
    expect(asked.keys - before).toBeLessThanOrEqual(6 + (performance.now() - began) / 10_000);
    expect(asked.elsewhere).toBe(0);
  });
});
