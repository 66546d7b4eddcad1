import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type UpsertUserInput, upsertUser } from '../../../server/auth/upsert-user.js';
import type { Tx } from '../../../server/db/database.js';
import { transaction } from '../../../server/db/transaction.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';

const anna: UpsertUserInput = {
  email: 'anna@example.com',
  displayName: 'Sales Rep',
  teams: ['sales'],
  roles: ['SALES'],
};

const NAMED = { calendars: ['office'], pools: ['emea', 'inbound-sdr'] };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function write<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return transaction(database.pool, 'system', work);
}

async function userId(input: UpsertUserInput): Promise<string> {
  const { userId: id } = await write((tx) => upsertUser(tx, NAMED, input));
  return id as string;
}

describe('users', () => {
  it('keep what a change leaves out, and lose what it sets to null', async () => {
    const rich = { ...anna, email: 'rich@example.com', timeZone: 'Europe/Berlin', pools: ['emea'], weeklyCapacity: 5 };
    const id = await userId(rich);
    expect(await userId({ ...anna, email: 'rich@example.com', weeklyCapacity: null })).toBe(id);
    const [row] = await database.db.query('select time_zone, pools, weekly_capacity, active from users where id = $1', [
      id,
    ]);
    expect(row).toEqual({ time_zone: 'Europe/Berlin', pools: ['emea'], weekly_capacity: null, active: true });
  });

  it('cannot lead their own leaders', async () => {
    const lead = await userId({ ...anna, email: 'lead@example.com' });
    const rep = await userId({ ...anna, email: 'rep@example.com', managerId: lead });
    const circle = await write((tx) => upsertUser(tx, NAMED, { ...anna, email: 'lead@example.com', managerId: rep }));
    expect(circle.userErrors).toMatchObject([{ code: 'INVALID', field: ['managerId'] }]);
  });

  it('are refused with what is wrong', async () => {
    const wrong = {
      ...anna,
      displayName: 'A <b>\nB',
      timeZone: 'Mars/Olympus',
      weeklyCapacity: -1,
      calendar: 'none',
      managerId: 'user_none',
    };
    const { userErrors } = await write((tx) => upsertUser(tx, NAMED, wrong));
    expect(userErrors.map(({ code, field }) => [code, ...field])).toEqual([
      ['INVALID', 'displayName'],
      ['INVALID', 'timeZone'],
      ['INVALID', 'weeklyCapacity'],
      ['INVALID', 'calendar'],
      ['NOT_FOUND', 'managerId'],
    ]);
  });

  it('stand in pools of routing.json only, and may stay in one it has no longer', async () => {
    const upsert = (pools: string[], named = NAMED) =>
      write((tx) => upsertUser(tx, named, { ...anna, email: 'pooled@example.com', pools }));
    const refused = await upsert(['inbound-sdrs', 'emea']);
    expect(refused).toMatchObject({ userId: null, userErrors: [{ code: 'INVALID', field: ['pools'] }] });
    expect(refused.userErrors[0]?.message).toContain("Did you mean 'inbound-sdr'?");
    expect(refused.userErrors[0]?.hint).toContain('emea, inbound-sdr');
    expect((await upsert(['emea'])).userErrors).toEqual([]);
    expect((await upsert(['emea'], { ...NAMED, pools: [] })).userErrors).toEqual([]);
    expect((await upsert(['emea', 'apac'], { ...NAMED, pools: [] })).userErrors).toMatchObject([{ field: ['pools'] }]);
  });
});
