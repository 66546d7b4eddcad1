import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { findComparableSince } from '../../../server/pulls/impact/find-comparable-since.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { openTestPulls, replaceIn, type TestPulls } from './open-test-pulls.js';

let database: TestDatabase;
let test: TestPulls;

beforeAll(async () => {
  database = await createTestDatabase();
  test = await openTestPulls(database);
});
afterAll(async () => {
  await test.close();
  await database.drop();
});

it('is from the beginning where only what no replay reads was changed, such as who signs', async () => {
  const since = (path: string, from: string, to: string) =>
    findComparableSince(database.db, { ...test.files, [path]: replaceIn(test.files[path], from, to) });
  expect(await since('sign-offs.json', '"sales": 1', '"sales": 2')).toBe(0);
  expect(await since('models/hundred-point.json', '"below": 50', '"below": 40')).toBe(null);
  expect(await since('activities.json', '@our-company.example', '@us.example')).toBe(null);
});
