import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Principal } from '../../../server/auth/principal.js';
import { readChecks } from '../../../server/pulls/checks/save-checks.js';
import { openPullRequest } from '../../../server/pulls/open-pull-request.js';
import { updatePullRequest } from '../../../server/pulls/update-pull-request.js';
import type { TestDatabase } from '../../helpers/database.js';
import { createTestDatabase } from '../../helpers/database.js';
import { machine } from '../leads/open-test-intake.js';
import { openTestPulls, replaceIn, type TestPulls } from './open-test-pulls.js';

const MODEL = 'models/hundred-point.json';

let database: TestDatabase;
let test: TestPulls;
let author: Principal;
let raised: string;

beforeAll(async () => {
  database = await createTestDatabase();
  test = await openTestPulls(database);
  author = await test.person('Ann Author', ['revops']);
  raised = replaceIn(test.files[MODEL], '"atLeast": 60', '"atLeast": 61');
});

afterAll(async () => {
  await test?.close();
  await database.drop();
});

const open = (content: string | null, path = MODEL, title = 'Raise the bar') =>
  openPullRequest(test.pulls, author, { title, files: [{ path, content }] });
const codes = async (outcome: ReturnType<typeof open>) => (await outcome).userErrors.map((error) => error.code);
const rows = async (table: string) =>
  (await database.db.query<{ count: number }>(`select count(*) as count from ${table}`))[0]?.count;

describe('opening a pull request', () => {
  it('keeps branch, commit and row in one transaction, with event and audit entry', async () => {
    const { userErrors, number } = await open(raised);
    expect(userErrors).toEqual([]);
    const pull = await test.find(number);
    expect(pull).toMatchObject({ state: 'OPEN', author: author.actor, branch: `proposals/${number}-raise-the-bar` });
    const [main] = await database.db.query<{ oid: string }>(`select oid from git_refs where name = 'refs/heads/main'`);
    const [ref] = await database.db.query<{ oid: string }>('select oid from git_refs where name = $1', [
      `refs/heads/${pull.branch}`,
    ]);
    expect([pull.base, pull.head]).toEqual([main?.oid, ref?.oid]);
    expect(await test.pulls.trees.files(database.db, pull.head)).toEqual({ ...test.files, [MODEL]: raised });
    const [event] = await database.db.query(`select kind, actor, data from event_staging order by id desc limit 1`);
    expect(event).toEqual({ kind: 'PULL_REQUEST', actor: author.actor, data: { number, what: 'OPENED' } });
    const [entry] = await database.db.query(`select action, subject from audit_staging order by id desc limit 1`);
    expect(entry).toEqual({ action: 'pull.opened', subject: `pull_${number}` });
  });

  it('refuses what is no proposal, keeps nothing of it but that it was refused', async () => {
    const before = [await rows('pull_requests'), await rows('git_refs'), await rows('git_objects')];
    expect(await codes(open(raised, MODEL, ' '))).toEqual(['REQUIRED']);
    expect(await codes(open(raised, MODEL, 'One\nSigned-off-by: me'))).toEqual(['INVALID']);
    expect(await codes(open(test.files[MODEL] as string))).toEqual(['INVALID']);
    expect(await codes(open(null, 'templates/none.md'))).toEqual(['INVALID']);
    for (const path of [
      '../x.json',
      '.git/config',
      'allowed_signers',
      'MODELS/a.json',
      '__proto__',
      'schemas/x.schema.json',
    ]) {
      expect(await codes(open('{}\n', path))).toEqual(['INVALID']);
    }
    expect(await codes(open(' {}', 'schemas/slas.schema.json'))).toEqual(['INVALID']);
    expect([await rows('pull_requests'), await rows('git_refs'), await rows('git_objects')]).toEqual(before);
    const [entry] = await database.db.query(`select action, detail from audit_staging order by id desc limit 1`);
    expect(entry).toEqual({ action: 'pull.opened', detail: { refused: ['INVALID'] } });
  });

  it('tells of JSON that cannot be read: file, line, what to do', async () => {
    const { userErrors } = await open('{\n  "key": "a",\n  "key": "b"\n}\n');
    expect(userErrors).toMatchObject([{ code: 'DEFINITION_INVALID', field: ['files', '0', 'content'] }]);
    expect(userErrors[0]?.message).toMatch(/hundred-point\.json, \/key, line 3/);
    expect(userErrors[0]?.hint).toBeTruthy();
  });

  it('opens one that a check will stop', async () => {
    const broken = replaceIn(test.files[MODEL], '"moveTo": "mql"', '"moveTo": "mqll"');
    const { number } = await open(broken);
    expect((await readChecks(database.db, await test.find(number))).map((check) => check.conclusion)).toEqual(
      Array(7).fill('PENDING'),
    );
    await test.settle();
    const checks = await readChecks(database.db, await test.find(number));
    const semantics = checks.find((check) => check.name === 'semantics');
    expect(semantics).toMatchObject({ conclusion: 'FAILURE' });
    expect(semantics?.summary).toMatch(/^1 error, \d+ warnings, \d+ of them in files that this does not change\.$/);
    expect(semantics?.annotations[0]).toMatchObject({
      ...{ level: 'ERROR', path: MODEL, pointer: '/thresholds/0/moveTo', line: 120 },
    });
    const warned = semantics?.annotations.slice(1).map((note) => note.path === MODEL) ?? [];
    expect(warned).toEqual(warned.toSorted((one, other) => Number(other) - Number(one)));
    expect(checks.map((check) => check.name)).toEqual(['schema', 'semantics', 'examples', 'change', 'version', 'form']);
  });

  it('answers a repeat under the same key with the same pull request, at once and later', async () => {
    const input = { title: 'Once', files: [{ path: 'README.md', content: '# Once\n' }], idempotencyKey: 'k-1' };
    const before = (await rows('pull_requests')) ?? 0;
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => openPullRequest(test.pulls, author, input)));
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    expect(await rows('pull_requests')).toBe(before + 1);
    const other = await openPullRequest(test.pulls, author, { ...input, title: 'Twice' });
    expect(other.userErrors.map((error) => error.code)).toEqual(['IDEMPOTENCY_CONFLICT']);
    const bad = { ...input, title: '', idempotencyKey: 'k-2' };
    const refused = await openPullRequest(test.pulls, author, bad);
    expect(await openPullRequest(test.pulls, author, bad)).toEqual(refused);
  });
});

describe('updating a pull request', () => {
  it('adds a commit on its branch and notes who else wrote it', async () => {
    const { number } = await open(raised);
    const before = await test.find(number);
    const helper = machine(['REVOPS'], 'token_helper');
    const files = [{ path: 'README.md', content: '# Other words\n' }];
    const stale = await updatePullRequest(test.pulls, helper, {
      number: before.number,
      files,
      expectedHead: before.base,
    });
    expect(stale.userErrors.map((error) => error.code)).toEqual(['STALE_VERSION']);
    await updatePullRequest(test.pulls, helper, { number: before.number, files, expectedHead: before.head });
    const after = await test.find(number);
    expect(after).toMatchObject({ contributors: ['token_helper'], base: before.base, author: author.actor });
    expect(await test.pulls.trees.files(database.db, after.head)).toEqual({
      ...test.files,
      [MODEL]: raised,
      'README.md': '# Other words\n',
    });
    await updatePullRequest(test.pulls, author, { number: before.number, title: 'Other title', draft: true });
    expect(await test.find(number)).toMatchObject({ title: 'Other title', state: 'DRAFT', head: after.head });
  });

  it('closes and opens again', async () => {
    const { number } = await open(raised);
    const pull = { number: number as number };
    await updatePullRequest(test.pulls, author, { ...pull, close: true });
    expect(await test.find(number)).toMatchObject({ state: 'CLOSED' });
    const files = [{ path: 'README.md', content: '# No\n' }];
    expect(await codes(updatePullRequest(test.pulls, author, { ...pull, files }))).toEqual(['CONFLICT']);
    await updatePullRequest(test.pulls, author, { ...pull, files, close: false });
    expect(await test.find(number)).toMatchObject({ state: 'OPEN' });
    expect(await codes(updatePullRequest(test.pulls, author, { number: 9_999, title: 'x' }))).toEqual(['NOT_FOUND']);
  });
});
