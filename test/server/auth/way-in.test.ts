import { createHmac } from 'node:crypto';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CryptoKey, JWTPayload } from 'jose';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import pg from 'pg';
import { eventually } from '../../helpers/eventually.js';
import { type Answer, ask, listen } from '../../helpers/graphql.js';
import { startServer, type TestServer } from '../../helpers/start-server.js';

const AUDIENCE = 'accord-test';
const PEPPER = 'a-pepper-nobody-guesses';
const PERSON = 'person@example.com';

let provider: Server;
let issuer: string;
let published: object[] = [];
let keyRequests = 0;
let server: TestServer;
let userId: string;
let key: { privateKey: CryptoKey; publicKey: CryptoKey };
const secrets: string[] = [PEPPER];

beforeAll(async () => {
  key = await generateKeyPair('RS256', { extractable: true });
  published = [{ ...(await exportJWK(key.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }];
  provider = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/keys') keyRequests++;
    response.end(
      JSON.stringify(request.url === '/keys' ? { keys: published } : { issuer, jwks_uri: `${issuer}/keys` }),
    );
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  server = await startServer({
    env: { ACCORD_OIDC_ISSUER: issuer, ACCORD_OIDC_AUDIENCE: AUDIENCE, ACCORD_PEPPER: PEPPER, LOG_LEVEL: 'trace' },
  });
  secrets.push(server.token);
  userId = await upsertPerson({ roles: ['SALES'] });
});
afterAll(async () => {
  await server?.stop();
  provider?.closeAllConnections();
  await new Promise((resolve) => provider.close(resolve));
});

async function upsertPerson(input: object): Promise<string> {
  const answer = await ask<{ upsertUser: { user: { id: string } } }>(
    server,
    'mutation ($input: UpsertUserInput!) { upsertUser(input: $input) { user { id } userErrors { message } } }',
    { input: { email: PERSON, displayName: 'A person', teams: ['SALES'], ...input } },
  );
  return answer.data?.upsertUser.user.id as string;
}

async function makeToken(input: object): Promise<{ id: string; secret: string }> {
  const answer = await ask<{ createApiToken: { secret: string; apiToken: { id: string } } }>(
    server,
    'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret apiToken { id } } }',
    { input: { displayName: 'A token', ...input } },
  );
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  const { secret, apiToken } = answer.data.createApiToken;
  secrets.push(secret);
  return { id: apiToken.id, secret };
}

async function sign(claims: JWTPayload = {}, header: Record<string, unknown> = {}, signer = key.privateKey) {
  const text = await new SignJWT({ email: PERSON, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'one', ...header })
    .setIssuer((claims.iss as string) ?? issuer)
    .setAudience((claims.aud as string) ?? AUDIENCE)
    .setSubject('subject-1')
    .setExpirationTime(claims.exp ?? '5m')
    .sign(signer);
  secrets.push(text);
  return text;
}

/** Status, code and who it was, asked with any credentials. */
async function enter(token: string): Promise<[number, unknown, string | undefined]> {
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ viewer { id } }' }),
  });
  const body = (await answer.json()) as Answer<{ viewer: { id: string } | null }>;
  return [answer.status, body.errors?.[0]?.extensions?.['code'], body.data?.viewer?.id];
}

const REFUSED = [401, 'UNAUTHENTICATED', undefined];

describe('people of an identity provider', () => {
  it('come in as the user with their address, with the roles the installation gave him', async () => {
    expect(await enter(await sign())).toEqual([200, undefined, userId]);
    const upper = await sign({ email: PERSON.toUpperCase() });
    expect(await enter(upper)).toEqual([200, undefined, userId]);
    const answer = await ask({ url: server.url, token: upper }, '{ apiTokens { id } }');
    expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('are refused with every forged, foreign or stale token', async () => {
    const foreign = (await generateKeyPair('RS256')).privateKey;
    const [, payload] = (await sign()).split('.') as [string, string];
    const head = Buffer.from(JSON.stringify({ alg: 'HS256', kid: 'one' })).toString('base64url');
    const publicKey = await exportSPKI(key.publicKey);
    const mac = createHmac('sha256', publicKey).update(`${head}.${payload}`).digest('base64url');
    const unsigned = new UnsecuredJWT({ email: PERSON }).setIssuer(issuer).setAudience(AUDIENCE).setSubject('s');
    const attacks = {
      none: unsigned.setExpirationTime('5m').encode(),
      'HS256 with the public key': `${head}.${payload}.${mac}`,
      'another issuer': await sign({ iss: 'https://elsewhere.example' }),
      'another audience': await sign({ aud: 'another' }),
      expired: await sign({ exp: Math.floor(Date.now() / 1000) - 60 }),
      'another key': await sign({}, {}, foreign),
      'a key it brings itself': await sign({}, { jwk: await exportJWK(key.publicKey), kid: 'two' }, foreign),
      'a key it points at': await sign({}, { jku: `${issuer}/keys`, kid: 'two' }, foreign),
      'an address that is not verified': await sign({ email_verified: false }),
      'an address nobody has': await sign({ email: 'nobody@example.com' }),
    };
    for (const [name, text] of Object.entries(attacks)) expect([name, await enter(text)]).toEqual([name, REFUSED]);
  });

  it('cannot make us ask the provider for keys over and over', async () => {
    const before = keyRequests;
    const began = performance.now();
    const flood = await Promise.all(Array.from({ length: 300 }, (_, i) => sign({}, { kid: `unknown-${i}` })));
    const answers = Promise.all(flood.map(enter));
    expect(await enter(await sign())).toEqual([200, undefined, userId]);
    for (const answer of await answers) expect(answer).toEqual(REFUSED);
    expect(keyRequests - before).toBeLessThanOrEqual(6 + (performance.now() - began) / 10_000);
    expect(await enter(await sign())).toEqual([200, undefined, userId]);
  });

  it('lose their sockets when their access token ends', async () => {
    const token = await sign({ exp: Math.floor(Date.now() / 1000) + 8 });
    const { ended } = await listen({ url: server.url, token }, 'subscription { events { id } }');
    expect(await ended).toMatchObject({ code: 4403 });
  });
});

describe('tokens', () => {
  it('that are wrong, revoked, expired or of an inactive person are refused', async () => {
    const good = await makeToken({ roles: ['SALES'], userId });
    const revoked = await makeToken({ roles: ['VIEWER'] });
    const brief = await makeToken({ roles: ['VIEWER'], expiresAt: new Date(Date.now() + 6_000).toISOString() });
    expect(await enter(good.secret)).toEqual([200, undefined, userId]);
    await ask(server, 'mutation ($id: ID!) { revokeApiToken(id: $id) { userErrors { code } } }', { id: revoked.id });
    const flipped = good.secret.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'));
    for (const token of [flipped, `acc_${'x'.repeat(49)}`, 'a'.repeat(40), good.id, revoked.secret]) {
      expect(await enter(token)).toEqual(REFUSED);
    }
    await eventually(async () => (await enter(brief.secret))[0] === 401);
    const socket = await listen({ url: server.url, token: good.secret }, 'subscription { events { id } }');
    await upsertPerson({ roles: ['SALES'], active: false });
    expect(await socket.ended).toMatchObject({ code: 4403 });
    expect(await enter(good.secret)).toEqual(REFUSED);
    expect(await enter(await sign())).toEqual(REFUSED);
  });
});

describe('what is kept', () => {
  it('holds no secret: not a table of the database, not a line of the log', async () => {
    await ask({ url: server.url, token: 'a-token-that-was-never-given' }, '{ viewer { id } }');
    const client = new pg.Client({ connectionString: server.databaseUrl });
    await client.connect();
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'`,
    );
    const dump: string[] = [server.stdout(), server.stderr()];
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select each::text as row from ${name} as each`);
      dump.push(...rows.map(({ row }) => row));
    }
    await client.end();
    const text = dump.join('\n');
    expect(text).toContain(userId);
    const found = secrets.filter((secret) =>
      [secret, Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('base64')].some((form) =>
        text.includes(form),
      ),
    );
    expect([secrets.length > 15, found]).toEqual([true, []]);
  });
});
