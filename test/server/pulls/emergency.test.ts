import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Principal } from '../../../server/auth/principal.js';
import { mergePullRequest } from '../../../server/pulls/merge-pull-request.js';
import { openPullRequest } from '../../../server/pulls/open-pull-request.js';
import { promoteMerged } from '../../../server/pulls/promote-merged.js';
import { releaseHold } from '../../../server/pulls/release-hold.js';
import { reviewPullRequest } from '../../../server/pulls/review-pull-request.js';
import { expirePromotions, isPromotionDue } from '../../../server/releases/expire-promotions.js';
import { findPromotion } from '../../../server/releases/list-promotions.js';
import type { TestDatabase } from '../../helpers/database.js';
import { createTestDatabase } from '../../helpers/database.js';
import { openTestPulls, replaceIn, type TestPulls } from './open-test-pulls.js';

const MODEL = 'models/hundred-point.json';

let database: TestDatabase;
let test: TestPulls;
let people: Record<'author' | 'marketing' | 'sales', Principal>;
beforeAll(async () => {
  database = await createTestDatabase();
  test = await openTestPulls(database);
  people = {
    author: await test.person('Ann Author', ['revops']),
    marketing: await test.person('Mia Marketing', ['marketing'], ['MARKETING']),
    sales: await test.person('Sal Sales', ['sales'], ['SALES']),
  };
});
afterAll(async () => {
  await test?.close();
  await database.drop();
});

async function propose(from: string, to: string): Promise<number> {
  const [main] = await database.db.query<{ oid: string }>(`select oid from git_refs where name = 'refs/heads/main'`);
  const files = await test.pulls.trees.files(database.db, main?.oid as string);
  const content = replaceIn(files[MODEL], from, to);
  const input = { title: 'A change', files: [{ path: MODEL, content }] };
  const { number } = await openPullRequest(test.pulls, people.author, input);
  await test.settle();
  return number as number;
}

async function sign(who: Principal, number: number): Promise<void> {
  const expectedEffect = await test.effect(number);
  const answer = await reviewPullRequest(test.pulls, who, { number, verdict: 'APPROVED', expectedEffect });
  expect(answer.userErrors).toEqual([]);
}

async function merge(number: number, more: { emergency?: boolean; promote?: boolean } = {}) {
  const expectedEffect = await test.effect(number);
  return mergePullRequest(test.pulls, people.author, { number, expectedEffect, reason: 'now', ...more });
}

async function expire(release: number | null): Promise<void> {
  await database.db.query('update releases set expires_at = now() where number = $1', [release]);
  expect(await isPromotionDue(database.db)).toBe(true);
  await expirePromotions(database.pool);
  await test.pulls.releases.refresh();
}

const endHold = async () => {
  const answer = await releaseHold(test.pulls, people.author.actor, { reason: 'go on' });
  await test.pulls.releases.refresh();
  return answer;
};

describe('an emergency that ran out', () => {
  it('comes in force again when it is signed, and not before', async () => {
    const number = await propose('"below": 50', '"below": 45');
    await sign(people.sales, number);
    const { release } = await merge(number, { emergency: true });
    await test.pulls.releases.refresh();
    expect(await findPromotion(database.db, `promotion_${release}`)).toMatchObject({
      kind: 'EMERGENCY',
      expiresAt: expect.any(Date),
    });
    const { commit } = test.pulls.releases.live();
    await expire(release);
    expect(test.pulls.releases.live()).toMatchObject({ number: (release as number) + 1 });
    const expectedLive = test.pulls.releases.live().commit;
    expect((await endHold()).userErrors).toMatchObject([{ code: 'SIGN_OFF_MISSING' }]);
    const promoted = await promoteMerged(test.pulls, people.author.actor, { commit, expectedLive });
    expect(promoted.userErrors).toMatchObject([{ code: 'SIGN_OFF_MISSING' }]);
    await sign(people.marketing, number);
    expect(await endHold()).toMatchObject({ userErrors: [] });
    expect(test.pulls.releases.live().commit).toBe(commit);
  });

  it('stands in nobody’s way once it was taken back', async () => {
    const number = await propose('"below": 45', '"below": 40');
    await sign(people.sales, number);
    const { release } = await merge(number, { emergency: true });
    await test.pulls.releases.refresh();
    await expire(release);
    const back = await propose('"below": 40', '"below": 45');
    for (const who of [people.sales, people.marketing]) await sign(who, back);
    expect(await merge(back, { promote: false })).toMatchObject({ userErrors: [] });
    expect(await endHold()).toMatchObject({ userErrors: [] });
  });
});
