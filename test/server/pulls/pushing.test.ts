import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Principal } from '../../../server/auth/principal.js';
import { commitObject } from '../../../server/git/commit-object.js';
import type { GitObjectRow } from '../../../server/git/repository.js';
import { treeObjects } from '../../../server/git/tree-objects.js';
import { openPullRequest } from '../../../server/pulls/open-pull-request.js';
import { type ProposedCommit, proposeCommit } from '../../../server/pulls/propose-commit.js';
import { readMain } from '../../../server/releases/read-main.js';
import type { TestDatabase } from '../../helpers/database.js';
import { createTestDatabase } from '../../helpers/database.js';
import { machine } from '../leads/open-test-intake.js';
import { openTestPulls, type TestPulls } from './open-test-pulls.js';

let database: TestDatabase;
let test: TestPulls;
let author: Principal;
let main: string;

beforeAll(async () => {
  database = await createTestDatabase();
  test = await openTestPulls(database);
  author = await test.person('Ann Author', ['revops']);
  main = await readMain(database.db);
});

afterAll(async () => {
  await test?.close();
  await database.drop();
});

/** The objects of a commit with this README on these parents, the commit last. */
function commitOf(
  readme: string,
  parents: string[],
  message = 'Say it better\n\nNobody understood it.\n',
): GitObjectRow[] {
  const trees = treeObjects({ ...test.files, 'README.md': readme });
  const signature = { name: 'Somebody else', email: 'else@example.com', at: Date.now() };
  const tree = (trees[0] as GitObjectRow).oid;
  return [...trees, commitObject({ tree, parents, message, author: signature })];
}

const oidOf = (objects: GitObjectRow[]) => (objects.at(-1) as GitObjectRow).oid;

async function push(objects: GitObjectRow[], more: Partial<ProposedCommit> = {}, who = author) {
  const proposed = { branch: 'proposals/words', expected: null, commit: oidOf(objects), objects, ...more };
  const { userErrors, number } = await proposeCommit(test.pulls, who, proposed);
  return { number, codes: userErrors.map((error) => error.code) };
}

describe('a pushed commit', () => {
  it('opens a pull request in the words of its commit, by who pushed; the next push moves it', async () => {
    const first = commitOf('# One\n', [main]);
    const { number, codes } = await push(first);
    expect(codes).toEqual([]);
    expect(await test.find(number)).toMatchObject({
      ...{ title: 'Say it better', body: 'Nobody understood it.', author: author.actor },
      ...{ branch: 'proposals/words', base: main, head: oidOf(first) },
    });
    const second = commitOf('# Two\n', [oidOf(first)]);
    const helper = await test.person('Bob', ['revops']);
    expect(await push(second, { expected: oidOf(first) }, helper)).toEqual({ number, codes: [] });
    expect(await test.find(number)).toMatchObject({ head: oidOf(second), base: main, contributors: [helper.actor] });
    expect((await push(commitOf('# Three\n', [main]), { expected: oidOf(first) })).codes).toEqual(['CONFLICT']);
    expect(await test.find(number)).toMatchObject({ head: oidOf(second) });
  });

  it('says its words anew where a later push brings some, and keeps them where it brings none', async () => {
    const branch = 'proposals/words-anew';
    const first = commitOf('# Anew one\n', [main]);
    const { number } = await push(first, { branch, title: 'First words', body: 'And why.' });
    const second = commitOf('# Anew two\n', [oidOf(first)]);
    await push(second, { branch, expected: oidOf(first), title: 'Better words' });
    expect(await test.find(number)).toMatchObject({ title: 'Better words', body: 'And why.', head: oidOf(second) });
    const third = commitOf('# Anew three\n', [oidOf(second)]);
    expect((await push(third, { branch, expected: oidOf(second), title: 'x'.repeat(201) })).codes).toEqual(['INVALID']);
    await push(third, { branch, expected: oidOf(second) });
    expect(await test.find(number)).toMatchObject({ title: 'Better words', body: 'And why.', head: oidOf(third) });
  });

  it('is refused to a name that git cannot keep beside another', async () => {
    const refused = async (branch: string) => {
      const objects = commitOf(`# ${branch}\n`, [main]);
      return proposeCommit(test.pulls, author, { branch, expected: null, commit: oidOf(objects), objects });
    };
    expect((await refused('proposals/deep')).userErrors).toEqual([]);
    expect((await refused('proposals/deeper')).userErrors).toEqual([]);
    expect((await refused('proposals/other/one')).userErrors).toEqual([]);
    expect((await refused('proposals/deep/er')).userErrors).toEqual([
      {
        code: 'CONFLICT',
        field: ['branch'],
        message: "There is a branch 'proposals/deep': git keeps no branch below another.",
        hint: 'Push to another name.',
      },
    ]);
    expect((await refused('proposals/other')).userErrors).toMatchObject([{ code: 'CONFLICT', field: ['branch'] }]);
    const race = await Promise.all([refused('proposals/race'), refused('proposals/race/below')]);
    expect(race.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'CONFLICT', field: ['branch'] }]);
  });

  it('may have taken the name of a pull request to come, or one below it: that gets another', async () => {
    const { number } = await openPullRequest(test.pulls, author, {
      title: 'First',
      files: [{ path: 'README.md', content: '# First\n' }],
    });
    const next = (number as number) + 2;
    expect((await push(commitOf('# Taken\n', [main]), { branch: `proposals/${next}-taken/below` })).codes).toEqual([]);
    const opened = await openPullRequest(test.pulls, author, {
      title: 'Taken',
      files: [{ path: 'README.md', content: '# Second\n' }],
    });
    expect(opened).toMatchObject({ userErrors: [], number: next });
    expect((await test.find(next)).branch).toBe(`proposals/${next}-taken-2`);
  });

  it('of many at once, beside pull requests opened by API, keeps nobody waiting for good', async () => {
    const opening = [1, 2, 3, 4, 5, 6].map((index) =>
      openPullRequest(test.pulls, author, {
        title: `Rush ${index}`,
        files: [{ path: 'README.md', content: `# Rush ${index}\n` }],
      }),
    );
    const pushing = [1, 2, 3, 4, 5, 6].map((index) =>
      push(commitOf(`# Push ${index}\n`, [main]), { branch: `proposals/rush-${index}` }),
    );
    expect((await Promise.all(opening)).flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect((await Promise.all(pushing)).flatMap(({ codes }) => codes)).toEqual([]);
  });

  it('is refused where it is no proposal', async () => {
    const refused = async (objects: GitObjectRow[], more: Partial<ProposedCommit> = {}, who = author) =>
      (await push(objects, { branch: 'proposals/other', ...more }, who)).codes;
    const change = commitOf('# Other\n', [main]);
    expect(await refused(change, {}, machine(['SALES']))).toEqual(['FORBIDDEN']);
    for (const branch of [
      'main',
      'proposals/',
      'proposals/../main',
      'proposals/a.lock',
      'proposals/a b',
      'x/proposals/a',
    ]) {
      expect(await refused(change, { branch })).toEqual(['INVALID']);
    }
    expect(await refused(commitOf('# Alone\n', []))).toEqual(['INVALID']);
    expect(await refused(change, { commit: main })).toEqual(['INVALID']);
    expect(await database.db.query(`select 1 from git_refs where name = 'refs/heads/proposals/other'`)).toEqual([]);
  });
});
