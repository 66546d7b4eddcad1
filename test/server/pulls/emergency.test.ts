import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Principal } from '../../../server/auth/principal.js';
import type { MergePullRequestInput } from '../../../server/pulls/inputs.js';
import { mergePullRequest } from '../../../server/pulls/merge-pull-request.js';
import { openPullRequest } from '../../../server/pulls/open-pull-request.js';
import { reviewPullRequest } from '../../../server/pulls/review-pull-request.js';
import type { TestDatabase } from '../../helpers/database.js';
import { createTestDatabase } from '../../helpers/database.js';
import { openTestPulls, replaceIn, signers, type TestPulls } from './open-test-pulls.js';

const MODEL = 'models/hundred-point.json';

let database: TestDatabase;
let test: TestPulls;
let people: Awaited<ReturnType<typeof signers>>;

beforeAll(async () => {
  database = await createTestDatabase();
  test = await openTestPulls(database);
  people = await signers(test);
});

afterAll(async () => {
  await test?.close();
  await database.drop();
});

describe('an emergency', () => {
  it('needs two people of two teams and a reason, ends by itself, and stays once it is signed as usual', async () => {
    const content = replaceIn(test.files[MODEL], '"below": 50', '"below": 49');
    const opened = await openPullRequest(test.pulls, people.author, {
      title: 'Stop the flood',
      files: [{ path: MODEL, content }],
    });
    const number = opened.number as number;
    await test.settle();
    const expectedEffect = await test.effect(number);
    const review = (who: Principal) =>
      reviewPullRequest(test.pulls, who, { number, verdict: 'APPROVED', expectedEffect });
    const merge = async (more: Partial<MergePullRequestInput>) => {
      const input = { number, expectedEffect, emergency: true, reason: 'Sales drowns', ...more };
      return mergePullRequest(test.pulls, people.author, input);
    };
    const codes = async (more: Partial<MergePullRequestInput>) =>
      (await merge(more)).userErrors.map(({ code }) => code);
    expect(await codes({ reason: ' ' })).toEqual(['REQUIRED']);
    expect(await codes({ promote: false })).toEqual(['INVALID']);
    expect(await codes({})).toEqual(['SIGN_OFF_MISSING']);
    await review(people.marketing);
    expect(await codes({ emergency: false })).toEqual(['SIGN_OFF_MISSING']);
    expect(await merge({})).toMatchObject({ userErrors: [], release: 2 });

    const releases = () => database.db.query('select kind, reason, expires_at from releases where number = 2');
    expect(await releases()).toMatchObject([
      { kind: 'EMERGENCY', reason: 'Sales drowns', expires_at: expect.any(Date) },
    ]);
    expect((await review(people.sales)).userErrors).toEqual([]);
    expect(await releases()).toMatchObject([{ kind: 'EMERGENCY', expires_at: null }]);
    expect((await test.find(number)).signedBy?.map(({ team }) => team).sort()).toEqual(['marketing', 'sales']);
    expect((await review(people.sales)).userErrors).toMatchObject([{ code: 'CONFLICT' }]);
  });
});
