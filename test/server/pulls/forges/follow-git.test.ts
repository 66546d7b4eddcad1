import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { overPool } from '../../../../server/db/over-pool.js';
import { openRemote } from '../../../../server/git/remote/open-remote.js';
import { followForge } from '../../../../server/pulls/forges/follow-forge.js';
import { listForgeProblems } from '../../../../server/pulls/forges/forge-main-row.js';
import { readDrift } from '../../../../server/pulls/read-drift.js';
import { reviewPullRequest } from '../../../../server/pulls/review-pull-request.js';
import { readDefinitionsFolder } from '../../../../server/releases/read-definitions-folder.js';
import { createTestDatabase, type TestDatabase } from '../../../helpers/database.js';
import { type ForgeGit, startForgeGit } from '../../../helpers/start-forge-git.js';
import { openTestPulls, replaceIn, signers, type TestPulls } from '../open-test-pulls.js';

let database: TestDatabase;
let test: TestPulls;
let forge: ForgeGit;
let people: Awaited<ReturnType<typeof signers>>;
let files: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  files = await readDefinitionsFolder('scoring-models');
  forge = await startForgeGit({ ...files, '.github/workflows/definitions.yml': 'name: definitions\n' });
  test = await openTestPulls(database);
  people = await signers(test);
});

afterAll(async () => {
  await test.close();
  await database.drop();
  forge.remove();
});

const follow = () =>
  followForge({
    pulls: test.pulls,
    repository: forge.url,
    remote: openRemote({ url: forge.url, authorization: null }),
    forge: null,
  });

async function status() {
  const [live] = await database.db.query<{ number: number; commit: string }>(
    'select number, commit from releases order by number desc limit 1',
  );
  const { drift, main } = await readDrift(database.db, live?.commit ?? '');
  return { release: live?.number, drift, main, problems: await listForgeProblems(database.db) };
}

async function pullOf(branch: string) {
  const [row] = await database.db.query<{ number: number }>(
    'select number from pull_requests where branch = $1 order by number desc limit 1',
    [branch],
  );
  return test.find(row?.number ?? null);
}

async function sign(number: number, who = ['marketing', 'sales'] as const): Promise<void> {
  await test.settle();
  for (const team of who) {
    const expectedEffect = await test.effect(number);
    const { userErrors } = await reviewPullRequest(test.pulls, people[team], {
      number,
      verdict: 'APPROVED',
      expectedEffect,
    });
    expect(userErrors).toEqual([]);
  }
}

/** The starter's policy, with other words: one change a file. */
const stale = (text: string) => replaceIn(files['README.md'], '\n', `\n\n${text}\n`);

describe('a followed repository on a plain git server', () => {
  it('is taken as it is where its main says what is in force, other files aside', async () => {
    await follow();
    expect(await status()).toMatchObject({ release: 1, drift: 'IN_SYNC', problems: [] });
  });

  it('makes a branch proposals/* a pull request with its head, and a merge there a release once both sides signed', async () => {
    const model = 'models/fit.json';
    const path = files[model]
      ? model
      : (Object.keys(files).find((each) => /^models\/[a-z-]+\.json$/.test(each)) as string);
    const head = await forge.commit(
      'proposals/raise',
      { [path]: changed(path) },
      { message: 'Raise it\n\nSales asked.' },
    );
    await follow();
    const pull = await pullOf('proposals/raise');
    expect(pull).toMatchObject({ head, title: 'Raise it', body: 'Sales asked.', state: 'OPEN' });
    await sign(pull.number);
    const merged = await forge.merge('proposals/raise');
    await follow();
    expect(await status()).toMatchObject({ release: 2, drift: 'IN_SYNC', problems: [] });
    expect(await test.find(pull.number)).toMatchObject({ state: 'MERGED' });
    const [live] = await database.db.query<{ oid: string }>(`select oid from git_refs where name = 'refs/heads/live'`);
    expect(live?.oid).not.toBe(merged);
  });

  it('takes nothing in force that nobody signed, says so, and takes it once it is signed', async () => {
    const text = stale('Said on main.');
    await forge.commit('main', { 'README.md': text });
    const pushed = await forge.run('rev-parse', 'HEAD');
    await follow();
    const astray = await status();
    expect(astray).toMatchObject({ release: 2, drift: 'UNATTESTED', main: pushed });
    expect(astray.problems.join()).toMatch(/is no pull request that was signed/);
    await forge.commit('proposals/said', { 'README.md': text }, { from: 'main~1', message: 'Say it' });
    await follow();
    const pull = await pullOf('proposals/said');
    expect(await status()).toMatchObject({ release: 2, drift: 'UNATTESTED' });
    await sign(pull.number);
    await follow();
    expect(await status()).toMatchObject({ release: 3, drift: 'IN_SYNC', problems: [] });
  });

  it('takes back by itself what was taken back there', async () => {
    await forge.commit('main', { 'README.md': stale('Wrong.') });
    await follow();
    expect((await status()).drift).toBe('UNATTESTED');
    await forge.run('revert', '--no-edit', 'HEAD');
    await forge.run('push', '-q', 'origin', 'main');
    await follow();
    expect(await status()).toMatchObject({ release: 3, drift: 'IN_SYNC', problems: [] });
  });

  it('takes a squash of a signed branch as what it is', async () => {
    await forge.commit('proposals/squashed', { 'README.md': stale('First.') });
    await forge.commit('proposals/squashed', { 'README.md': stale('Second.') }, { from: 'proposals/squashed' });
    await follow();
    await sign((await pullOf('proposals/squashed')).number);
    await forge.merge('proposals/squashed', 'squash');
    await follow();
    expect(await status()).toMatchObject({ release: 4, drift: 'IN_SYNC', problems: [] });
  });

  it('does not follow a push by force back to what was in force before', async () => {
    const before = await forge.run('rev-parse', 'main');
    await forge.run('checkout', '-q', 'main');
    await forge.run('reset', '-q', '--hard', 'main~1');
    await forge.run('push', '-qf', 'origin', 'main');
    await follow();
    expect(await status()).toMatchObject({ release: 4, drift: 'UNATTESTED' });
    await forge.run('reset', '-q', '--hard', before);
    await forge.run('push', '-qf', 'origin', 'main');
    await follow();
    expect(await status()).toMatchObject({ release: 4, drift: 'IN_SYNC', problems: [] });
  });

  it('lets nobody sign what git says he wrote', async () => {
    const [{ email } = { email: '' }] = await database.db.query<{ email: string }>(
      'select email from users where id = $1',
      [people.sales.userId],
    );
    await forge.commit('proposals/own', { 'README.md': stale('By sales.') }, { email });
    await follow();
    const { number } = await pullOf('proposals/own');
    const expectedEffect = await test.effect(number);
    const { userErrors } = await reviewPullRequest(test.pulls, people.sales, {
      number,
      verdict: 'APPROVED',
      expectedEffect,
    });
    expect(userErrors.map((error) => error.code)).toEqual(['FORBIDDEN']);
  });

  it('closes what was taken away there, and tells of what it cannot read', async () => {
    await forge.run('push', '-q', 'origin', ':refs/heads/proposals/own');
    await forge.commit('proposals/broken', { 'slas.json': '{ "policies": [' });
    const unfit = await follow();
    expect((await pullOf('proposals/own')).state).toBe('CLOSED');
    expect(unfit).toHaveLength(1);
    expect(unfit[0]?.faults.join()).toMatch(/^slas\.json:1:/);
    await forge.commit(
      'proposals/broken',
      { 'slas.json': files['slas.json'] as string, 'README.md': stale('Mended.') },
      { from: 'proposals/broken' },
    );
    expect(await follow()).toEqual([]);
    expect(await pullOf('proposals/broken')).toMatchObject({ state: 'OPEN' });
  });

  it('keeps every object the mirror needs', async () => {
    const lost = await overPool(database.pool).query(
      `select p.head from pull_requests p where not exists (select 1 from git_objects o where o.oid = p.head)`,
    );
    expect(lost).toEqual([]);
  });
});

function changed(path: string): string {
  const model = JSON.parse(files[path] as string) as { description?: string };
  return `${JSON.stringify({ ...model, description: `${model.description ?? ''} Said again.` }, null, 2)}\n`;
}
