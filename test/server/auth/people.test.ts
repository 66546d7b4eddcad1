import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApiToken } from '../../../server/auth/create-api-token.js';
import { createDemoPeople } from '../../../server/auth/create-demo-people.js';
import { ensureAdminToken } from '../../../server/auth/ensure-admin-token.js';
import { type Authentication, openAuthentication } from '../../../server/auth/open-authentication.js';
import { revokeApiToken } from '../../../server/auth/revoke-api-token.js';
import { rotateApiToken } from '../../../server/auth/rotate-api-token.js';
import { type UpsertUserInput, upsertUser } from '../../../server/auth/upsert-user.js';
import type { Tx } from '../../../server/db/database.js';
import { transaction } from '../../../server/db/transaction.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';

const PEPPER = 'a pepper for tests';
const anna: UpsertUserInput = {
  email: 'anna@example.com',
  displayName: 'Sales Rep',
  teams: ['sales'],
  roles: ['SALES', 'VIEWER'],
};

let database: TestDatabase;
let authentication: Authentication;
beforeAll(async () => {
  database = await createTestDatabase();
  authentication = openAuthentication({ db: database.db, pepper: PEPPER });
});
afterAll(() => database.drop());

function write<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return transaction(database.pool, 'system', work);
}

async function userId(input: UpsertUserInput = anna): Promise<string> {
  const { userId: id } = await write((tx) => upsertUser(tx, { calendars: [], pools: [] }, input));
  return id as string;
}

async function whoIs(token: string | null) {
  authentication.forget();
  return authentication.authenticate(`Bearer ${token}`);
}

describe('rotation', () => {
  const end = new Date(Date.now() + 86_400_000);

  it('makes a token with the same rights and lifetime, and ends the old one, at once or after a grace', async () => {
    const made = await write((tx) =>
      createApiToken(tx, PEPPER, { displayName: 'CRM', roles: ['SALES'], agent: true, expiresAt: end }),
    );
    const rotate = (id: string | null, graceSeconds: number) =>
      write((tx) => rotateApiToken(tx, PEPPER, { id: id as string, graceSeconds }));
    const second = await rotate(made.tokenId, 0);
    expect(await whoIs(made.secret)).toBeNull();
    const principal = await whoIs(second.secret);
    expect(principal).toMatchObject({ actor: second.tokenId, roles: ['SALES'], mover: 'agent', displayName: 'CRM' });
    expect(Math.abs((principal?.expiresAt?.getTime() ?? 0) - end.getTime())).toBeLessThan(60_000);

    const third = await rotate(second.tokenId, 60);
    expect((await whoIs(second.secret))?.expiresAt?.getTime()).toBeLessThan(Date.now() + 61_000);
    expect(await whoIs(third.secret)).not.toBeNull();
    expect((await rotate(made.tokenId, 0)).userErrors).toMatchObject([{ code: 'INVALID', field: ['id'] }]);
    expect((await rotate('token_none', 0)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await rotate(third.tokenId, 604_801)).userErrors).toMatchObject([{ field: ['graceSeconds'] }]);
  });

  it('leaves the token of the environment to the environment', async () => {
    const text = 'the-token-of-the-environment';
    await write((tx) => ensureAdminToken(tx, PEPPER, text));
    const id = (await whoIs(text))?.tokenId as string;
    const { userErrors } = await write((tx) => rotateApiToken(tx, PEPPER, { id, graceSeconds: 0 }));
    expect(userErrors).toMatchObject([{ code: 'INVALID', message: expect.stringContaining('ACCORD_ADMIN_TOKEN') }]);
  });
});

describe('machine tokens', () => {
  it('let in, as themselves, until they are revoked', async () => {
    const { tokenId, secret } = await write((tx) =>
      createApiToken(tx, PEPPER, { displayName: 'CRM', roles: ['INTEGRATOR'] }),
    );
    const principal = await whoIs(secret);
    expect(principal).toMatchObject({
      actor: tokenId,
      kind: 'machine',
      roles: ['INTEGRATOR'],
      mover: 'integration',
      teams: [],
    });
    await write((tx) => revokeApiToken(tx, tokenId as string));
    expect(await whoIs(secret)).toBeNull();
    expect(await write((tx) => revokeApiToken(tx, tokenId as string))).toMatchObject({ userErrors: [] });
  });

  it('move as an agent when made so', async () => {
    const { secret } = await write((tx) =>
      createApiToken(tx, PEPPER, { displayName: 'Bot', roles: ['INTEGRATOR'], agent: true }),
    );
    expect(await whoIs(secret)).toMatchObject({ mover: 'agent' });
  });

  it('end when their time has come', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000);
    const { tokenId, secret } = await write((tx) =>
      createApiToken(tx, PEPPER, { displayName: 'Short', roles: ['VIEWER'], expiresAt }),
    );
    expect(await whoIs(secret)).not.toBeNull();
    await database.db.query(`update api_tokens set expires_at = now() - interval '1 second' where id = $1`, [tokenId]);
    expect(await whoIs(secret)).toBeNull();
  });

  it('are kept as a hash that needs the pepper, and note when they were used', async () => {
    const { tokenId, secret } = await write((tx) =>
      createApiToken(tx, PEPPER, { displayName: 'Kept', roles: ['VIEWER'] }),
    );
    const everything = JSON.stringify(await database.db.query('select * from api_tokens where id = $1', [tokenId]));
    expect(everything).not.toContain((secret as string).slice(-38));
    expect(
      await openAuthentication({ db: database.db, pepper: 'another' }).authenticate(`Bearer ${secret}`),
    ).toBeNull();
    await whoIs(secret);
    const [row] = await database.db.query<{ used: Date | null }>(
      'select last_used_at as used from api_tokens where id = $1',
      [tokenId],
    );
    expect(row?.used).not.toBeNull();
  });

  it('are refused where they could do nothing or end at once', async () => {
    const refused = await write((tx) =>
      createApiToken(tx, PEPPER, {
        displayName: ' ',
        roles: [],
        expiresAt: new Date(0),
        agent: true,
        userId: 'user_none',
      }),
    );
    expect(refused).toMatchObject({ tokenId: null, secret: null });
    expect(refused.userErrors.map(({ code, field }) => [code, ...field])).toEqual([
      ['REQUIRED', 'displayName'],
      ['REQUIRED', 'roles'],
      ['INVALID', 'expiresAt'],
      ['INVALID', 'agent'],
      ['NOT_FOUND', 'userId'],
    ]);
  });
});

describe('personal tokens', () => {
  it('act as their user with the roles both have, and lose what he loses', async () => {
    const id = await userId();
    const { secret } = await write((tx) =>
      createApiToken(tx, PEPPER, { displayName: 'Laptop', userId: id, roles: ['SALES', 'VIEWER'] }),
    );
    expect(await whoIs(secret)).toMatchObject({
      actor: id,
      kind: 'person',
      roles: ['SALES', 'VIEWER'],
      teams: ['sales'],
      mover: 'person',
    });
    await userId({ ...anna, roles: ['VIEWER'] });
    expect(await whoIs(secret)).toMatchObject({ roles: ['VIEWER'] });
    await userId({ ...anna, active: false });
    expect(await whoIs(secret)).toBeNull();
    await userId({ ...anna, active: true });
    expect(await whoIs(secret)).toBeNull();
  });

  it('have no role that their user lacks', async () => {
    const id = await userId();
    const refused = await write((tx) =>
      createApiToken(tx, PEPPER, { displayName: 'More', userId: id, roles: ['SALES', 'ADMIN'] }),
    );
    expect(refused.userErrors).toEqual([
      {
        code: 'INVALID',
        field: ['roles'],
        message: 'Sales Rep does not have ADMIN.',
        hint: 'Choose from SALES, VIEWER.',
      },
    ]);
  });
});

describe('the way in', () => {
  it('takes a bearer token and nothing else', async () => {
    const { secret } = await write((tx) => createApiToken(tx, PEPPER, { displayName: 'Door', roles: ['VIEWER'] }));
    expect(await authentication.authenticate(`bearer   ${secret} `)).not.toBeNull();
    for (const header of [
      null,
      '',
      secret,
      `Basic ${secret}`,
      `Bearer ${secret} x`,
      'Bearer',
      'Bearer ',
      `Bearer ${secret}x`,
    ]) {
      expect(await authentication.authenticate(header)).toBeNull();
    }
  });

  it('knows the operator’s token again at every start, revoked or not', async () => {
    const text = 'operator-token-0123456789';
    await write((tx) => ensureAdminToken(tx, PEPPER, text));
    const first = await whoIs(text);
    expect(first).toMatchObject({ roles: ['ADMIN'], kind: 'machine' });
    await write((tx) => revokeApiToken(tx, first?.tokenId as string));
    expect(await whoIs(text)).toBeNull();
    await write((tx) => ensureAdminToken(tx, PEPPER, text));
    expect((await whoIs(text))?.tokenId).toBe(first?.tokenId);
  });

  it('opens to three demo people who stand on three sides', async () => {
    const access = await write((tx) => createDemoPeople(tx, PEPPER, true));
    const people = await Promise.all(access.map(({ token }) => whoIs(token)));
    expect(people.map((each) => each?.roles)).toEqual([['REVOPS'], ['MARKETING'], ['SALES'], ['ADMIN']]);
    expect(people.map((each) => each?.teams)).toEqual([['revops'], ['marketing'], ['sales'], []]);
    const beside = await write((tx) => createDemoPeople(tx, PEPPER, false));
    const open = async () =>
      Promise.all([access, beside].flat().map(async ({ token }) => (await whoIs(token)) !== null));
    expect(await open()).toEqual(new Array(8).fill(true));
    await write((tx) => createDemoPeople(tx, PEPPER, true));
    expect(await open()).toEqual(new Array(8).fill(false));
  });
});
