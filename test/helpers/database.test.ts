import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from './database.js';
import { createTestDatabase } from './database.js';

describe('createTestDatabase', () => {
  let first: TestDatabase;
  let second: TestDatabase;
  beforeAll(async () => {
    [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  });
  afterAll(() => Promise.all([first.drop(), second.drop()]));

  it('gives every caller a migrated database of its own', async () => {
    await first.owner.query('create table only_here (id int)');
    const [here] = await first.db.query<{ there: boolean }>(`select to_regclass('leads') is not null as there`);
    const [other] = await second.db.query<{ there: boolean }>(`select to_regclass('only_here') is not null as there`);
    expect([here?.there, other?.there]).toEqual([true, false]);
  });

  it('works as the application role, which cannot change the schema', async () => {
    await expect(first.db.query('create table forbidden (id int)')).rejects.toThrow('permission denied');
  });
});
