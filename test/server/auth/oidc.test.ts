import { createHmac } from 'node:crypto';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CryptoKey, JWTPayload } from 'jose';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { openOidc } from '../../../server/auth/oidc/open-oidc.js';
import { verifyAccessToken } from '../../../server/auth/oidc/verify-access-token.js';
import { openAuthentication } from '../../../server/auth/open-authentication.js';
import type { Role } from '../../../server/auth/principal.js';
import { createTestDatabase } from '../../helpers/database.js';

let provider: Server;
let issuer: string;
let keyRequests = 0;
let published: object[] = [];
let key: { privateKey: CryptoKey; publicKey: CryptoKey };
let foreign: { privateKey: CryptoKey; publicKey: CryptoKey };
const AUDIENCE = 'accord-test';

beforeAll(async () => {
  key = await generateKeyPair('RS256', { extractable: true });
  foreign = await generateKeyPair('RS256', { extractable: true });
  published = [{ ...(await exportJWK(key.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }];
  provider = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/.well-known/openid-configuration') {
      response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/keys` }));
    } else {
      keyRequests++;
      response.end(JSON.stringify({ keys: published }));
    }
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => provider.close(resolve)));

function token(claims: JWTPayload = {}, header: Record<string, unknown> = {}, signer = key.privateKey) {
  return new SignJWT({ email: 'Person@Example.com', ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'one', ...header })
    .setIssuer((claims.iss as string) ?? issuer)
    .setAudience((claims.aud as string) ?? AUDIENCE)
    .setSubject('subject-1')
    .setExpirationTime(claims.exp ?? '5m')
    .sign(signer);
}

const verify = (text: string) => verifyAccessToken(openOidc({ issuer, audience: AUDIENCE, roles: null }), text);

describe('an access token', () => {
  it('of the provider is accepted', async () => {
    expect(await verify(await token())).toMatchObject({ subject: 'subject-1', email: 'person@example.com' });
  });

  it('with an e-mail the provider has not verified names nobody', async () => {
    expect(await verify(await token({ email_verified: false }))).toMatchObject({ email: null });
  });

  it('is refused when its issuer, audience or time is wrong', async () => {
    expect(await verify(await token({ iss: 'https://elsewhere.example' }))).toBeNull();
    expect(await verify(await token({ aud: 'another' }))).toBeNull();
    expect(await verify(await token({ exp: Math.floor(Date.now() / 1000) - 60 }))).toBeNull();
  });

  it('is refused when unsigned, signed with the public key as a secret, or by another key', async () => {
    const unsigned = new UnsecuredJWT({ email: 'person@example.com' })
      .setIssuer(issuer)
      .setAudience(AUDIENCE)
      .setSubject('subject-1')
      .setExpirationTime('5m')
      .encode();
    expect(await verify(unsigned)).toBeNull();
    expect(await verify(await token({}, {}, foreign.privateKey))).toBeNull();
    const [, payload] = (await token()).split('.') as [string, string];
    const head = Buffer.from(JSON.stringify({ alg: 'HS256', kid: 'one' })).toString('base64url');
    const mac = createHmac('sha256', await exportSPKI(key.publicKey))
      .update(`${head}.${payload}`)
      .digest('base64url');
    expect(await verify(`${head}.${payload}.${mac}`)).toBeNull();
  });

  it('never sends us after keys it names itself', async () => {
    const jwk = { ...(await exportJWK(foreign.publicKey)), alg: 'RS256' };
    expect(await verify(await token({}, { jwk }, foreign.privateKey))).toBeNull();
    expect(await verify(await token({}, { jku: `${issuer}/keys`, kid: 'two' }, foreign.privateKey))).toBeNull();
  });

  it('with an unknown key id makes us ask a few times, however many come', async () => {
    const oidc = openOidc({ issuer, audience: AUDIENCE, roles: null });
    expect(await verifyAccessToken(oidc, await token())).not.toBeNull();
    const before = keyRequests;
    const began = performance.now();
    for (let i = 0; i < 50; i++) {
      expect(await verifyAccessToken(oidc, await token({}, { kid: `unknown-${i}` }, foreign.privateKey))).toBeNull();
    }
    expect(keyRequests - before).toBeLessThanOrEqual(6 + (performance.now() - began) / 10_000);
  });

  it('of garbage is nobody', async () => {
    for (const text of ['', 'a.b.c', '..', 'x'.repeat(9000)]) expect(await verify(text)).toBeNull();
  });
});

describe('a map of groups to roles', () => {
  it('leaves a person those roles of his user that his groups are mapped to, and never gives more', async () => {
    const database = await createTestDatabase();
    await database.db.query(
      `insert into users (id, email, display_name, teams, roles, pools, active, created_at, updated_at)
       values ('user_1', 'person@example.com', 'A person', '{}', '{SALES,REVOPS}', '{}', true, now(), now())`,
    );
    const rolesOf = async (roles: Map<string, Role[]> | null, claims: object) => {
      const oidc = openOidc({ issuer, audience: AUDIENCE, roles });
      const { authenticate } = openAuthentication({ db: database.db, pepper: 'p'.repeat(32), oidc });
      return (await authenticate(`Bearer ${await token(claims as JWTPayload)}`))?.roles;
    };
    const map = new Map<string, Role[]>([
      ['sellers', ['SALES']],
      ['root', ['ADMIN', 'REVOPS']],
    ]);
    expect(await rolesOf(null, {})).toEqual(['SALES', 'REVOPS']);
    expect(await rolesOf(map, { groups: ['sellers', 'others'] })).toEqual(['SALES']);
    expect(await rolesOf(map, { roles: 'sellers root' })).toEqual(['SALES', 'REVOPS']);
    expect(await rolesOf(map, {})).toEqual([]);
    await database.drop();
  });
});
