import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { transaction } from '../../../server/db/transaction.js';
import { cancelJob } from '../../../server/jobs/cancel-job.js';
import { listChecks } from '../../../server/pulls/checks/save-checks.js';
import { settleChecks } from '../../../server/pulls/checks/settle-checks.js';
import { listReported, settleImpact } from '../../../server/pulls/checks/settle-impact.js';
import { requestBacktest } from '../../../server/pulls/impact/request-backtest.js';
import { saveImpact } from '../../../server/pulls/impact/save-impact.js';
import { openPullRequest } from '../../../server/pulls/open-pull-request.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { openTestPulls, replaceIn, signers, type TestPulls } from './open-test-pulls.js';

const MODEL = 'models/hundred-point.json';
const DAY = 86_400_000;
let database: TestDatabase;
let test: TestPulls;

beforeAll(async () => {
  database = await createTestDatabase();
  test = await openTestPulls(database);
  await database.db.query(
    `insert into leads (id, attributes, stage, stage_entered_at, pass, version, created_at, updated_at)
     values ('lead_a', '{}', 'lead', now(), 1, 1, now(), now())`,
  );
});
afterAll(async () => {
  await test.close();
  await database.drop();
});

async function propose(
  title: string,
  from: string,
  to: string,
  beforeChecks: (number: number) => Promise<void> = async () => undefined,
): Promise<number> {
  const { author } = await signers(test);
  const files = [{ path: MODEL, content: replaceIn(test.files[MODEL], from, to) }];
  const { number } = await openPullRequest(test.pulls, author, { title, files });
  if (number === null) throw new Error('it was not opened');
  await beforeChecks(number);
  await settleChecks({ ...test.pulls, backtests: true }, number);
  return number;
}

/** Keeps a report as a finished backtest does that somebody asked for, of a window that ended so many days ago. */
async function report(number: number, days: number, ago: number, mismatchShare: number | null): Promise<void> {
  const { main, after, effect } = await test.pulls.trees.merging(database.db, await test.find(number));
  const { impactId } = await transaction(database.pool, 'system', (tx) => {
    const to = new Date(tx.at.getTime() - ago * DAY);
    const window = { from: new Date(to.getTime() - days * DAY), to, timeZone: 'UTC' };
    return requestBacktest(tx, { baseCommit: main, files: after, window, pullRequest: number, effect });
  });
  const counts = { leads: 1, changed: 0, unchanged: 1, notEvaluable: 0, errors: 0, gained: 0, lost: 0 };
  const shares = { mismatchShare, flaggedShareBase: 0.1, flaggedShareHead: 0.1 };
  const lists = { thresholds: [], moves: [], distribution: [], bySource: [], bySegment: [], quality: [] };
  const figures = { ...counts, ...shares, ...lists, weeklyLoad: [], sample: [], faults: [] };
  await saveImpact(database.db, impactId, { figures, sample: [], summary: '', markdown: '' });
}

async function settled(number: number): Promise<string | undefined> {
  if ((await listReported(database.db)).includes(number)) await settleImpact(test.pulls, number);
  return (await listChecks(database.db, number)).find(({ name }) => name === 'impact')?.conclusion;
}

it('counts for the check once it is asked for again: after one that was cancelled, or was not faithful', async () => {
  const number = await propose('Hold on longer', '"below": 50', '"below": 40');
  expect(await settled(number)).toBe('PENDING');
  const [asked] = await database.db.query<{ job: string }>(
    'select job_id as job from impacts where pull_request = $1',
    [number],
  );
  await transaction(database.pool, 'system', (tx) => cancelJob(tx, asked?.job ?? ''));
  expect(await settled(number)).toBe('FAILURE');
  await report(number, 90, 0, 0.02);
  expect(await settled(number)).toBe('FAILURE');
  // one that looks less far than a check does cannot take the place of one that failed
  await report(number, 1, 0, null);
  expect(await settled(number)).toBe('FAILURE');
  await report(number, 90, 365, null);
  expect(await settled(number)).toBe('FAILURE');
  await report(number, 90, 0, 0);
  expect(await settled(number)).toBe('SUCCESS');
  expect(await listReported(database.db)).toEqual([]);
});

it('counts for the check only where it looks as far as that, and is made although another was there before', async () => {
  const number = await propose('Hold on longer still', '"below": 50', '"below": 30', async (opened) => {
    await report(opened, 90, 365, null);
    await report(opened, 1, 0, null);
  });
  expect(await settled(number)).toBe('PENDING');
  const asked = `select from impacts where pull_request = $1 and state = 'QUEUED'`;
  expect(await database.db.query(asked, [number])).toHaveLength(1);
  await report(number, 90, 0, 0.02);
  await report(number, 1, 0, null);
  expect(await settled(number)).toBe('FAILURE');
});

it('counts for nothing where the definitions have errors', async () => {
  const number = await propose('Go nowhere', '"moveTo": "mql"', '"moveTo": "mqll"');
  expect(await settled(number)).toBe('FAILURE');
  await report(number, 90, 0, 0);
  expect(await settled(number)).toBe('FAILURE');
});
