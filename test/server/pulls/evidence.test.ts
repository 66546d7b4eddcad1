import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { transaction } from '../../../server/db/transaction.js';
import { readLevel } from '../../../server/pulls/impact/read-level.js';
import { requestBacktest } from '../../../server/pulls/impact/request-backtest.js';
import { saveImpact } from '../../../server/pulls/impact/save-impact.js';
import { mergePullRequest } from '../../../server/pulls/merge-pull-request.js';
import { openPullRequest } from '../../../server/pulls/open-pull-request.js';
import { readSignOffs } from '../../../server/pulls/read-sign-offs.js';
import { reviewPullRequest } from '../../../server/pulls/review-pull-request.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { openTestPulls, replaceIn, signers, type TestPulls } from './open-test-pulls.js';

const MODEL = 'models/hundred-point.json';
let database: TestDatabase;
let test: TestPulls;
let people: Awaited<ReturnType<typeof signers>> & { second: Awaited<ReturnType<TestPulls['person']>> };

beforeAll(async () => {
  database = await createTestDatabase();
  test = await openTestPulls(database, (files) => {
    const rules = [{ paths: ['**'], teams: { marketing: 1 }, levels: { BREAKING: { teams: { sales: 1 } } } }];
    files['sign-offs.json'] =
      `${JSON.stringify({ ...JSON.parse(files['sign-offs.json'] as string), rules }, null, 2)}\n`;
  });
  people = { ...(await signers(test)), second: await test.person('Max', ['marketing'], ['MARKETING']) };
});
afterAll(async () => {
  await test.close();
  await database.drop();
});

/** Keeps a report as a finished backtest of this effect does. */
async function report(number: number, effect: string, changed: number, unchanged: number): Promise<void> {
  const { main, after } = await test.pulls.trees.merging(database.db, await test.find(number));
  const { impactId } = await transaction(database.pool, 'system', (tx) =>
    requestBacktest(tx, {
      baseCommit: main,
      files: after,
      window: { from: new Date(tx.at.getTime() - 90 * 86_400_000), to: tx.at, timeZone: 'UTC' },
      pullRequest: number,
      effect,
    }),
  );
  const counts = { leads: changed + unchanged, changed, unchanged, notEvaluable: 0, errors: 0, gained: 0, lost: 0 };
  const shares = { mismatchShare: 0, flaggedShareBase: 0.1, flaggedShareHead: 0.1 };
  const lists = { thresholds: [], moves: [], distribution: [], bySource: [], bySegment: [], quality: [] };
  const figures = { ...counts, ...shares, ...lists, weeklyLoad: [], sample: [], faults: [] };
  await saveImpact(database.db, impactId, { figures, sample: [], summary: '', markdown: '' });
}

it('that raises the class asks for signatures again, and for those of the higher class', async () => {
  const files = [{ path: MODEL, content: replaceIn(test.files[MODEL], '"below": 50', '"below": 40') }];
  const { number } = await openPullRequest(test.pulls, people.author, { title: 'Hold on longer', files });
  if (number === null) throw new Error('it was not opened');
  await test.settle();
  const effect = await test.effect(number);
  const approve = (who: keyof typeof people) =>
    reviewPullRequest(test.pulls, people[who], { number, verdict: 'APPROVED', expectedEffect: effect });
  const decide = async () =>
    readSignOffs(
      database.db,
      await test.find(number),
      await test.pulls.trees.merging(database.db, await test.find(number)),
    );
  const level = async () =>
    readLevel(database.db, number, await test.pulls.trees.merging(database.db, await test.find(number)));

  await approve('marketing');
  expect(await decide()).toMatchObject({ ready: true, blockers: [] });
  await report(number, 'sha256:another', 900, 100);
  expect(await level()).toMatchObject({ level: 'DANGEROUS', because: null });
  expect((await decide()).ready).toBe(true);

  await report(number, effect, 900, 100);
  expect(await level()).toMatchObject({ rule: 'DANGEROUS', level: 'BREAKING' });
  expect((await decide()).blockers).toEqual([
    'Needs 1 more sign-off of marketing.',
    'Needs 1 more sign-off of sales.',
    'Mia approved it as DANGEROUS; by what it would have done it is BREAKING.',
  ]);
  const merge = () => mergePullRequest(test.pulls, people.author, { number, expectedEffect: effect, promote: false });
  expect((await merge()).userErrors.map(({ code }) => code)).toContain('SIGN_OFF_MISSING');

  // a quiet report beside it takes nothing back
  await report(number, effect, 0, 1_000);
  expect(await level()).toMatchObject({ level: 'BREAKING' });
  await approve('sales');
  await approve('second');
  expect(await decide()).toMatchObject({ ready: true, blockers: [] });
  expect((await merge()).userErrors).toEqual([]);
});
