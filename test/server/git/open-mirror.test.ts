import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { openMirror } from '../../../server/git/open-mirror.js';

const gitdir = mkdtempSync(join(tmpdir(), 'accord-mirror-'));
afterEach(() => rmSync(gitdir, { recursive: true, force: true }));

it('takes away what a git that was killed left, so that the next push finds nothing locked', async () => {
  await openMirror(gitdir);
  const left = [
    'objects/tmp_objdir-incoming-aBcDeF/pack/tmp_pack_x',
    'objects/pack/tmp_pack_y',
    'refs/heads/proposals/raise.lock',
    'refs/heads/proposals/deep/er.lock',
    'refs/tags/releases/1.lock',
    'packed-refs.lock',
    'HEAD.lock',
    'staging/half',
  ];
  const kept = ['refs/heads/proposals/kept', 'objects/pack/pack-1.keep'];
  for (const name of [...left, ...kept]) {
    mkdirSync(dirname(join(gitdir, name)), { recursive: true });
    writeFileSync(join(gitdir, name), '');
  }
  await openMirror(gitdir);
  expect(left.filter((name) => existsSync(join(gitdir, name)))).toEqual([]);
  expect(kept.filter((name) => existsSync(join(gitdir, name)))).toEqual(kept);
  rmSync(join(gitdir, kept[0] as string));
  const git = (...args: string[]) => execFileSync('git', ['--git-dir', gitdir, ...args], { encoding: 'utf8' }).trim();
  const tree = git('hash-object', '-w', '-t', 'tree', '/dev/null');
  const named = ['-c', 'user.name=x', '-c', 'user.email=x@example.com'];
  const commit = git(...named, 'commit-tree', tree, '-m', 'x');
  git('update-ref', 'refs/heads/proposals/raise', commit);
  git('pack-refs', '--all');
  expect(git('rev-parse', 'proposals/raise')).toBe(commit);
});
