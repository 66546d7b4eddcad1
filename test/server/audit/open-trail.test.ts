import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTrail } from '../../../server/audit/open-trail.js';
import type { TestDatabase } from '../../helpers/database.js';
import { createTestDatabase } from '../../helpers/database.js';

let database: TestDatabase;
const unexpected = (error: unknown) => {
  throw error;
};
const staged = () => database.db.query('select actor, action, subject, detail from audit_staging order by id');

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

it('keeps the first of a kind at once and a flood of it as one count', async () => {
  const trail = openTrail(database.pool, unexpected);
  const refusal = { actor: 'token_1', action: 'refused.FORBIDDEN', subject: 'Query.auditLog' };
  for (let i = 0; i < 500; i++) trail.note(refusal);
  trail.note({ ...refusal, subject: 'Query.apiTokens' });
  await trail.flush();
  expect(await staged()).toEqual([
    { ...refusal, detail: {} },
    { ...refusal, subject: 'Query.apiTokens', detail: {} },
  ]);
  await trail.stop();
  expect(await staged()).toHaveLength(3);
  expect((await staged())[2]).toEqual({ ...refusal, detail: { repeated: 499 } });
});

it('keeps what could not be written for the next flush', async () => {
  const heard: unknown[] = [];
  let broken = true;
  const pool = {
    query: (...args: [string, unknown[]]) =>
      broken ? Promise.reject(new Error('no connection')) : database.pool.query(...args),
  } as unknown as typeof database.pool;
  const trail = openTrail(pool, (error) => heard.push(error));
  trail.note({ actor: 'token_2', action: 'signed-in', subject: null, detail: { transport: 'http' } });
  await trail.flush();
  expect(heard).toHaveLength(1);
  broken = false;
  await trail.stop();
  expect((await staged()).at(-1)).toMatchObject({ actor: 'token_2', action: 'signed-in' });
});
