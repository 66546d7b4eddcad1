import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Principal } from '../../../server/auth/principal.js';
import { commitObject } from '../../../server/git/commit-object.js';
import type { GitObjectRow } from '../../../server/git/repository.js';
import { treeObjects } from '../../../server/git/tree-objects.js';
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
