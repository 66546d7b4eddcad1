import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { diffPatch } from '../../../../core/definitions/diff/diff-patch.js';
import type { Files } from '../../../../core/definitions/tree.js';
import { fc } from '../../../helpers/fast-check.js';
import { seed } from '../../../helpers/seeded-random.js';
import { edits, randomEdits } from '../random-edits.js';
import { filesOf, starter } from '../tree-files.js';

/** What `git apply` makes of a tree with a patch. */
function apply(base: Files, patch: string): Files {
  const folder = mkdtempSync(join(tmpdir(), 'accord-patch-'));
  try {
    for (const [path, text] of Object.entries(base)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const options = { cwd: folder, input: patch, env: { ...process.env, GIT_CEILING_DIRECTORIES: dirname(folder) } };
    if (patch !== '') execFileSync('git', ['apply', '--whitespace=nowarn', '-'], options);
    return filesOf(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('a patch', () => {
  const pairs: [string, Files, Files][] = [
    ['a file added', {}, { 'models/a.json': '{}\n' }],
    ['a file taken away', { 'models/a.json': '{}\n', 'b.md': 'b' }, { 'b.md': 'b' }],
    ['no newline at the end, then one', { 'a.md': 'a\nb' }, { 'a.md': 'a\nb\n' }],
    ['a newline at the end, then none', { 'a.md': 'a\nb\n' }, { 'a.md': 'a\nb' }],
    ['none on both sides', { 'a.md': 'a\nb' }, { 'a.md': 'a\nc' }],
    ['carriage returns', { 'a.md': 'a\r\nb\r\n' }, { 'a.md': 'a\r\nc\r\n' }],
    ['lines like headers', { 'a.md': '-- a\n++ b\n@@ c\n' }, { 'a.md': '-- b\n++ a\n@@ d\ndiff --git a/x b/x\n' }],
    ['an empty file filled', { 'a.md': '' }, { 'a.md': 'x\n' }],
    ['a file emptied', { 'a.md': 'x\n' }, { 'a.md': '' }],
    ['an empty file added', { 'b.md': 'b' }, { 'a.md': '', 'b.md': 'b' }],
    ['an empty file taken away', { 'a.md': '', 'b.md': 'b' }, { 'b.md': 'b' }],
    ['a file moved', { 'models/a.json': '{}\n' }, { 'models/b.json': '{}\n' }],
    ['letters beyond ASCII', { 'a.md': 'Grüße 🎉\n' }, { 'a.md': 'Grüße 🎈\n' }],
    [
      'all lines other ones',
      { 'a.md': Array.from({ length: 5000 }, (_, line) => `a${line}\n`).join('') },
      {
        'a.md': Array.from({ length: 5000 }, (_, line) => `b${line}\n`)
          .join('')
          .trimEnd(),
      },
    ],
  ];
  it.each(pairs)('gives the head: %s', (_, base, head) => {
    expect(apply(base, diffPatch(base, head))).toEqual(head);
  });

  it('is empty between a tree and itself', () => {
    expect(diffPatch({ a: 'x' }, { a: 'x' })).toBe('');
  });

  it('gives the head of random trees', () => {
    fc.assert(
      fc.property(edits, edits, (first, second) => {
        const [base, head] = [randomEdits(starter, first), randomEdits(starter, second)];
        expect(apply(base, diffPatch(base, head))).toEqual(head);
      }),
      { seed, numRuns: 15 },
    );
  });
});
