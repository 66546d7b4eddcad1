import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { git, type Said } from './git-client.js';
import { type GitServer, openGitServer } from './open-git-server.js';

let server: GitServer;
let work: string;
let clone: string;
beforeAll(async () => {
  server = await openGitServer();
  work = mkdtempSync(join(tmpdir(), 'accord-client-'));
  clone = join(work, 'clone');
  expect(await git(work, 'clone', '-q', server.urlFor('REVOPS'), 'clone')).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await server?.close();
  rmSync(work, { recursive: true, force: true });
});

async function commit(change: () => void, message = 'A change'): Promise<void> {
  await git(clone, 'checkout', '-q', '-B', 'work', 'origin/main');
  change();
  await git(clone, 'add', '-A');
  expect(await git(clone, 'commit', '-q', '-m', message)).toMatchObject({ code: 0 });
}

const push = (to: string, ...options: string[]): Promise<Said> =>
  git(clone, 'push', ...options, server.urlFor('REVOPS'), `HEAD:${to}`);
const file = (path: string) => join(clone, path);
const edit = (text: string) => () => writeFileSync(file('README.md'), text);
const refs = () =>
  server.database.db.query<{ name: string; oid: string }>('select name, oid from git_refs order by name');

describe('whoever reads definitions', () => {
  it('clones, and finds history, tags and files whole', async () => {
    expect((await git(clone, 'fsck', '--full', '--strict')).code).toBe(0);
    expect((await git(clone, 'tag')).out).toContain('releases/1');
    expect((await git(clone, 'branch', '-r')).out).toMatch(/origin\/live[\s\S]*origin\/main/);
    expect(JSON.parse(readFileSync(file('lifecycle.json'), 'utf8'))).toHaveProperty('stages');
    for (const role of ['VIEWER', 'SALES'] as const) {
      expect((await git(work, 'ls-remote', server.urlFor(role))).out).toContain('refs/heads/main');
    }
    for (const protocol of ['0', '1', '2']) {
      const listed = await git(work, '-c', `protocol.version=${protocol}`, 'ls-remote', server.urlFor('ADMIN'));
      expect(listed.out).toContain('refs/heads/live');
    }
  });

  it('is told what to do without a token, with a wrong one, or as an integration', async () => {
    const status = async (headers: Record<string, string>, path = 'info/refs?service=git-upload-pack') => {
      const answer = await fetch(`${server.url}/${path}`, { headers });
      return { status: answer.status, asks: answer.headers.get('www-authenticate'), text: await answer.text() };
    };
    const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
    expect(await status({})).toMatchObject({ status: 401, asks: expect.stringContaining('Basic realm=') });
    expect(await status(basic('me:wrong'))).toMatchObject({ status: 401 });
    expect(await status(basic('acc_VIEWER:'))).toMatchObject({ status: 200 });
    expect(await status(basic('me:acc_INTEGRATOR'))).toMatchObject({
      status: 403,
      text: expect.stringContaining('read'),
    });
    const pushes = 'info/refs?service=git-receive-pack';
    expect(await status(basic('me:acc_SALES'), pushes)).toMatchObject({
      status: 403,
      text: expect.stringContaining('REVOPS'),
    });
    expect((await status(basic('me:acc_ADMIN'), 'HEAD')).status).toBe(404);
    expect((await status(basic('me:acc_ADMIN'), 'info/refs')).status).toBe(403);
  });
});

describe('a push to a proposal', () => {
  it('is taken into rows, with its words, and the mirror follows; a second push moves it', async () => {
    await commit(edit('first'), 'Raise the bar\n\nBecause.');
    const first = await push('refs/heads/proposals/raise', '-o', 'title=Higher', '-o', 'body=For a reason');
    expect(first).toMatchObject({ code: 0, err: expect.stringContaining('accord pr show') });
    expect(server.taken.at(-1)).toMatchObject({
      branch: 'proposals/raise',
      expected: null,
      title: 'Higher',
      body: 'For a reason',
    });
    writeFileSync(file('README.md'), 'second');
    await git(clone, 'commit', '-qam', 'Second thoughts');
    expect((await push('refs/heads/proposals/raise')).code).toBe(0);
    const tip = (await git(clone, 'rev-parse', 'HEAD')).out.trim();
    expect((await refs()).find((ref) => ref.name === 'refs/heads/proposals/raise')?.oid).toBe(tip);
    await git(clone, 'commit', '-q', '--amend', '-m', 'Other words');
    expect((await push('refs/heads/proposals/raise', '--force')).code).toBe(0);
    expect((await git(work, 'clone', '-q', '-b', 'proposals/raise', server.urlFor('VIEWER'), 'again')).code).toBe(0);
    expect(readFileSync(join(work, 'again/README.md'), 'utf8')).toBe('second');
    expect((await git(server.mirror.gitdir, 'fsck', '--full', '--strict')).code).toBe(0);
  });

  it('may be big, chunked and compressed', async () => {
    await commit(() => writeFileSync(file('README.md'), randomBytes(90_000).toString('hex')));
    const pushed = await git(
      clone,
      '-c',
      'http.postBuffer=1024',
      'push',
      server.urlFor('ADMIN'),
      'HEAD:refs/heads/proposals/big',
    );
    expect(pushed).toMatchObject({ code: 0 });
    expect((await git(clone, 'fetch', server.urlFor('ADMIN'), 'proposals/raise')).code).toBe(0);
  });

  it('of many at once to one name is taken once, to many names each', async () => {
    await commit(edit('race'));
    const race = await Promise.all(
      [1, 2, 3, 4].map(() => git(clone, 'push', server.urlFor('REVOPS'), `HEAD:refs/heads/proposals/race`)),
    );
    expect(race.some(({ code }) => code === 0)).toBe(true);
    expect(server.taken.filter(({ branch }) => branch === 'proposals/race')).toHaveLength(1);
    const each = await Promise.all([1, 2, 3, 4].map((index) => push(`refs/heads/proposals/each-${index}`)));
    expect(each.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  });
});

describe('a push is refused in words, and nothing is kept of it', () => {
  async function refused(pushed: Said): Promise<string> {
    expect(pushed.code).not.toBe(0);
    return pushed.err.replace(/^remote: /gm, '').replace(/[ \t]+$/gm, '');
  }

  it('to main and tags, with the line that works', async () => {
    await commit(edit('to main'));
    const before = await refs();
    const said = await refused(await push('refs/heads/main'));
    expect(said).toContain('main is written by merged pull requests only');
    const [, line = ''] = /^\s*(git push .*)$/m.exec(said) ?? [];
    expect(line).toContain(`${server.url} HEAD:refs/heads/proposals/`);
    expect(await refused(await push('refs/tags/releases/9'))).toContain('Tags are written by the platform');
    expect(await refused(await push('refs/heads/other'))).toContain('refs/heads/proposals/other');
    expect(await refs()).toEqual(before);
    const [, ...words] = line.replace(server.url, server.urlFor('REVOPS')).split(' ');
    expect((await git(clone, ...words)).code).toBe(0);
  });

  it('of JSON that does not parse, with file, line and advice', async () => {
    const text = readFileSync(file('models/hundred-point.json'), 'utf8');
    await commit(() =>
      writeFileSync(file('models/hundred-point.json'), text.replace('"language": 1,', '"language": 1')),
    );
    const said = await refused(await push('refs/heads/proposals/broken'));
    expect(said).toMatch(/models\/hundred-point\.json:\d+:\d+: /);
    expect(said).toContain('HEAD:refs/heads/proposals/broken');
    expect((await refs()).some((ref) => ref.name.endsWith('broken'))).toBe(false);
    await commit(() => writeFileSync(file('lifecycle.json'), '{"language": 1, "__proto__": {}}'));
    expect(await refused(await push('refs/heads/proposals/broken'))).toContain('lifecycle.json:1:');
  });

  it('of what only the platform writes, of a removal, of several at once, of unknown words', async () => {
    await commit(() => writeFileSync(file('allowed_signers'), 'me ssh-ed25519 AAAA'));
    expect(await refused(await push('refs/heads/proposals/signers'))).toContain('only the platform writes it');
    await commit(() => writeFileSync(file('schemas/slas.schema.json'), '{}'));
    expect(await refused(await push('refs/heads/proposals/schemas'))).toContain('only the platform writes it');
    await commit(edit('fine'));
    expect(await refused(await push('refs/heads/proposals/fine', '-o', 'ci.skip'))).toContain("'ci.skip'");
    const two = ['HEAD:refs/heads/proposals/one', 'HEAD:refs/heads/proposals/two'];
    expect(await refused(await git(clone, 'push', server.urlFor('REVOPS'), ...two))).toContain(
      'one proposal at a time',
    );
    expect(await refused(await git(clone, 'push', server.urlFor('REVOPS'), ':refs/heads/proposals/raise'))).toContain(
      'accord pr close',
    );
    await git(clone, 'checkout', '-q', '--orphan', 'alone');
    await git(clone, 'commit', '-qm', 'From nowhere');
    expect(await refused(await push('refs/heads/proposals/alone'))).toContain('shares no history');
  });

  it('of more than is taken at once', async () => {
    await commit(() => writeFileSync(file('README.md'), randomBytes(6 * 1024 * 1024)));
    expect(await refused(await push('refs/heads/proposals/heavy'))).toMatch(/pack exceeds maximum allowed size/);
  });

  it('to a name that cannot be, with one that can', async () => {
    const conflict = { code: 'CONFLICT' as const, field: ['branch'], message: 'There is one above.', hint: 'Another.' };
    const strict = await openGitServer(async () => ({ userErrors: [conflict], number: null, release: null }));
    await git(work, 'clone', '-q', strict.urlFor('REVOPS'), 'strict');
    const named = join(work, 'strict');
    await git(named, 'commit', '-q', '--allow-empty', '-m', 'x');
    const to = (branch: string) => git(named, 'push', strict.urlFor('REVOPS'), `HEAD:refs/heads/proposals/${branch}`);
    const said = await Promise.all(['deep/er', 'größer'].map(async (branch) => refused(await to(branch))));
    await strict.close();
    expect(said[0]).toContain('HEAD:refs/heads/proposals/deep-er-2');
    expect(said[1]).toContain('HEAD:refs/heads/proposals/gr-er-2');
  });

  it('that nobody is there to judge', async () => {
    const broken = await openGitServer(async () => {
      throw new Error('the database is away');
    });
    await git(work, 'clone', '-q', broken.urlFor('REVOPS'), 'broken');
    await git(join(work, 'broken'), 'commit', '-q', '--allow-empty', '-m', 'x');
    const pushed = await git(join(work, 'broken'), 'push', broken.urlFor('REVOPS'), 'HEAD:refs/heads/proposals/x');
    expect(await refused(pushed)).toContain('nothing was taken');
    await broken.close();
  });
});
