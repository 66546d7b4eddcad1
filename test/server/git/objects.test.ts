import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commitObject } from '../../../server/git/commit-object.js';
import type { GitObjectRow } from '../../../server/git/repository.js';
import { tagObject } from '../../../server/git/tag-object.js';
import { treeObjects } from '../../../server/git/tree-objects.js';

const AT = Date.UTC(2026, 10, 22, 5, 0, 0);
const FILES = { 'a.json': '{}\n', 'a/b.json': '1\n', 'a-b': 'ü\n', 'ab/c/d': '', 'README.md': '# Hi\n' };

let folder: string;
const git = (args: string[], input?: Uint8Array) => execFileSync('git', args, { cwd: folder, input, encoding: 'utf8' });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-objects-'));
  git(['init', '--quiet', '--bare', '.']);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Git takes the object in (it checks the form) and names it as we do. */
function write({ type, bytes, oid }: GitObjectRow): void {
  writeFileSync(join(folder, 'object'), bytes);
  expect(git(['hash-object', '-w', '-t', type, 'object']).trim()).toBe(oid);
}

describe('objects made in memory', () => {
  it('are what git makes of the same files, whatever the order of names', () => {
    const objects = treeObjects(FILES);
    for (const object of [...objects].reverse()) write(object);
    expect(
      git(['ls-tree', '-r', '--name-only', (objects[0] as GitObjectRow).oid])
        .trim()
        .split('\n')
        .sort(),
    ).toEqual(Object.keys(FILES).sort());
  });

  it('pass the strict check of git, names that git cannot keep included', () => {
    const [root, ...rest] = treeObjects(FILES) as [GitObjectRow, ...GitObjectRow[]];
    for (const object of [...rest, root]) write(object);
    const author = { name: ' Ann <O\n"Neil"> ', email: 'ann <x>@example.com', at: AT };
    const commit = commitObject({ tree: root.oid, parents: [], message: 'First\n\nBody', author });
    const next = commitObject({ tree: root.oid, parents: [commit.oid], message: 'Next\n', author });
    const tag = tagObject({ name: 'hundred-point/1.0.0', commit: next.oid, message: 'One', tagger: author });
    for (const object of [commit, next, tag]) write(object);
    git(['update-ref', 'refs/tags/hundred-point/1.0.0', tag.oid]);
    git(['fsck', '--full', '--strict']);
    expect(git(['log', '-1', '--format=%an|%ae|%at', next.oid]).trim()).toBe(
      `Ann O "Neil|annx@example.com|${AT / 1000}`,
    );
  });
});
