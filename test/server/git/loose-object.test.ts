import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { lookLoose, writeLoose } from '../../../server/git/loose-object.js';
import { objectRow } from '../../../server/git/object-row.js';
import { openMirror } from '../../../server/git/open-mirror.js';
import type { Repository } from '../../../server/git/repository.js';

let gitdir: string;
let repo: Repository;
const row = objectRow('blob', Buffer.from('{"points": 20}\n'.repeat(40)));
const file = () => join(gitdir, 'objects', row.oid.slice(0, 2), row.oid.slice(2));

beforeAll(async () => {
  gitdir = mkdtempSync(join(tmpdir(), 'accord-loose-'));
  repo = await openMirror(gitdir);
});
afterAll(() => rmSync(gitdir, { recursive: true, force: true }));

it('is written as git reads it, and under its own name only', async () => {
  expect(await lookLoose(repo, row)).toBe('missing');
  await writeLoose(repo, row);
  expect(await lookLoose(repo, row)).toBe('whole');
  const read = execFileSync('git', ['--git-dir', gitdir, 'cat-file', 'blob', row.oid], { encoding: 'utf8' });
  expect(read).toBe(Buffer.from(row.bytes).toString());
  execFileSync('git', ['--git-dir', gitdir, 'fsck', '--full', '--strict']);
  await expect(writeLoose(repo, { ...row, oid: '0'.repeat(40) })).rejects.toThrow('does not match its own name');
});

it.each<[string, () => void]>([
  ['cut', () => truncateSync(file(), 12)],
  ['empty', () => truncateSync(file(), 0)],
  ['followed by more', () => appendFileSync(file(), 'more')],
])('is seen when it is %s, and mended', async (_, harm) => {
  await writeLoose(repo, row);
  chmodSync(file(), 0o644);
  harm();
  expect(await lookLoose(repo, row)).toBe('damaged');
  await writeLoose(repo, row);
  expect(await lookLoose(repo, row)).toBe('whole');
});
