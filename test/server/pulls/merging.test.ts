import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Principal } from '../../../server/auth/principal.js';
import { openFaithfulMirror } from '../../../server/git/open-faithful-mirror.js';
import type { MergePullRequestInput } from '../../../server/pulls/inputs.js';
import { mergePullRequest } from '../../../server/pulls/merge-pull-request.js';
import { openPullRequest } from '../../../server/pulls/open-pull-request.js';
import { reviewPullRequest } from '../../../server/pulls/review-pull-request.js';
import { updatePullRequest } from '../../../server/pulls/update-pull-request.js';
import { withdrawReview } from '../../../server/pulls/withdraw-review.js';
import type { TestDatabase } from '../../helpers/database.js';
import { createTestDatabase } from '../../helpers/database.js';
import { machine } from '../leads/open-test-intake.js';
import { openTestPulls, replaceIn, type TestPulls } from './open-test-pulls.js';

const MODEL = 'models/hundred-point.json';
const DRAFT = 'models/icp-gate.json';

let database: TestDatabase;
let test: TestPulls;
let folder: string;
let people: Record<'author' | 'marketing' | 'sales', Principal>;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'accord-merging-'));
  test = await openTestPulls(database);
  people = {
    author: await test.person('Ann Author', ['revops']),
    marketing: await test.person('Mia <Marketing>', ['marketing'], ['MARKETING']),
    sales: await test.person('Sal Sales', ['sales'], ['SALES']),
  };
});

afterAll(async () => {
  await test?.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const gitdir = () => join(folder, 'scoring-models.git');
const git = (...args: string[]) => execFileSync('git', ['--git-dir', gitdir(), ...args], { encoding: 'utf8' }).trim();

async function mainFiles(): Promise<Record<string, string>> {
  const [main] = await database.db.query<{ oid: string }>(`select oid from git_refs where name = 'refs/heads/main'`);
  return { ...(await test.pulls.trees.files(database.db, main?.oid as string)) };
}

/** Opens a pull request that replaces a part of a file of main, and runs its checks. */
async function propose(path: string, from: string, to: string): Promise<number> {
  const files = [{ path, content: replaceIn((await mainFiles())[path], from, to) }];
  const { number, userErrors } = await openPullRequest(test.pulls, people.author, { title: `Change ${path}`, files });
  expect(userErrors).toEqual([]);
  await test.settle();
  return number as number;
}

async function review(who: Principal, number: number, verdict: 'APPROVED' | 'CHANGES_REQUESTED' = 'APPROVED') {
  const expectedEffect = await test.effect(number);
  return (await reviewPullRequest(test.pulls, who, { number, verdict, expectedEffect })).userErrors.map(codeOf);
}

async function merge(number: number, more: Partial<MergePullRequestInput> = {}, who = people.author) {
  const expectedEffect = more.expectedEffect ?? (await test.effect(number));
  return mergePullRequest(test.pulls, who, { number, expectedEffect, promote: false, ...more });
}

const codeOf = (error: { code: string }) => error.code;
const mergeCodes = async (...args: Parameters<typeof merge>) => [
  ...new Set((await merge(...args)).userErrors.map(codeOf)),
];

describe('a merge', () => {
  it('that is not signed and fails a check is told of both, and what to do', async () => {
    const number = await propose(MODEL, '"atLeast": 60', '"atLeast": 61');
    const { userErrors } = await merge(number);
    expect([...new Set(userErrors.map(codeOf))]).toEqual(['SIGN_OFF_MISSING', 'CHECK_FAILING']);
    expect(userErrors.map(({ hint }) => hint)).not.toContain(null);
    await updatePullRequest(test.pulls, people.author, { number, close: true });
  });

  it('is refused until both sides have signed the present effect', async () => {
    const number = await propose(MODEL, '"below": 50', '"below": 49');
    expect(await mergeCodes(number)).toEqual(['SIGN_OFF_MISSING']);
    expect(await review(people.author, number)).toEqual(['FORBIDDEN']);
    expect(await review(machine(['ADMIN']), number)).toEqual(['FORBIDDEN']);
    expect(await review(people.marketing, number)).toEqual([]);
    expect(await mergeCodes(number)).toEqual(['SIGN_OFF_MISSING']);
    expect(await review(people.sales, number, 'CHANGES_REQUESTED')).toEqual([]);
    expect(await mergeCodes(number)).toEqual(['SIGN_OFF_MISSING']);
    await withdrawReview(test.pulls, people.sales, number);
    expect(await review(people.sales, number)).toEqual([]);
    expect(await mergeCodes(number, { expectedEffect: 'sha256:0' })).toEqual(['STALE_VERSION']);
    const before = await test.effect(number);
    const content = replaceIn((await mainFiles())[MODEL], '"below": 50', '"below": 48');
    await updatePullRequest(test.pulls, people.author, { number, files: [{ path: MODEL, content }] });
    expect(await mergeCodes(number)).toEqual(['SIGN_OFF_MISSING', 'CHECK_FAILING']);
    expect(await mergeCodes(number, { expectedEffect: before })).toEqual(['STALE_VERSION']);
    await test.settle();
    expect(await review(people.marketing, number)).toEqual([]);
    expect(await review(people.sales, number)).toEqual([]);
    await database.db.query(`update users set teams = '{}' where id = $1`, [people.sales.userId]);
    expect(await mergeCodes(number)).toEqual(['SIGN_OFF_MISSING']);
    await database.db.query(`update users set teams = '{sales}' where id = $1`, [people.sales.userId]);
    expect((await merge(number)).userErrors).toEqual([]);
    expect(await mergeCodes(number)).toEqual(['CONFLICT']);
  });

  it('is one signed commit that proves who agreed, without Accord', async () => {
    const number = await propose(DRAFT, '"name": "', '"name": "Our ');
    await review(people.marketing, number);
    await review(people.sales, number);
    expect((await merge(number)).userErrors).toEqual([]);
    const pull = await test.find(number);
    await openFaithfulMirror(gitdir(), database.db);
    execFileSync('git', ['--git-dir', gitdir(), 'fsck', '--full', '--strict'], { stdio: 'pipe' });
    expect(git('rev-parse', 'main')).toBe(pull.mergeCommit);
    expect(git('log', '-1', '--format=%P', 'main').split(' ')).toEqual([pull.mergedOnto, pull.head]);
    const trailers = git('log', '-1', '--format=%(trailers)', 'main').split('\n');
    expect(trailers[0]).toBe(`Pull-request: ${number}`);
    expect(trailers[1]).toBe(`Effect: ${pull.effect}`);
    expect(trailers.slice(2).sort()).toEqual([
      `Signed-off-by: Mia Marketing <${people.marketing.userId}@example.com> (marketing)`,
      `Signed-off-by: Sal Sales <${people.sales.userId}@example.com> (sales)`,
    ]);
    const signers = join(folder, 'allowed_signers');
    writeFileSync(signers, `${git('show', 'main:allowed_signers')}\n`);
    git('-c', `gpg.ssh.allowedSignersFile=${signers}`, 'verify-commit', 'main');
    const version = JSON.parse(git('show', `main:${DRAFT}`)).version;
    expect(version).toBe('1.0.1');
    expect(git('rev-parse', `refs/tags/icp-gate/${version}^{commit}`)).toBe(pull.mergeCommit);
    expect(git('for-each-ref', 'refs/heads/proposals')).not.toContain(pull.branch);
    const times = git('log', '--first-parent', '--format=%ct', 'main').split('\n').map(Number);
    expect([...times].sort((a, b) => b - a)).toEqual(times);
    expect(new Set(times).size).toBe(times.length);
  });
});
