import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seed } from '../../helpers/seeded-random.js';
import { git } from './git-client.js';
import { HOSTILE_TREES } from './hostile-trees.js';
import { type GitServer, openGitServer } from './open-git-server.js';
import { pushHostileTree } from './push-hostile-tree.js';

/** `npm run faults hostile-pushes` pushes all of them. */
const EVERY = 6;

let server: GitServer;
let work: string;
beforeAll(async () => {
  server = await openGitServer();
  work = mkdtempSync(join(tmpdir(), 'accord-hostile-'));
  await git(work, 'clone', '-q', server.urlFor('REVOPS'), 'clone');
});
afterAll(async () => {
  await server?.close();
  rmSync(work, { recursive: true, force: true });
});

describe(`a pushed tree (SEED=${seed})`, () => {
  const chosen = HOSTILE_TREES.filter(({ name }, index) => (index + seed) % EVERY === 0 || /^100(664|000) /.test(name));
  it.each(chosen.map((tree) => [JSON.stringify(tree.name), tree] as const))(
    '%s is refused in words',
    async (_, tree) => {
      const pushed = await pushHostileTree(join(work, 'clone'), server.urlFor('REVOPS'), tree, 'hostile');
      expect(pushed.code).not.toBe(0);
      expect(pushed.err).not.toContain('Something went wrong');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: no path may write to the terminal
      expect(pushed.err).not.toMatch(/[\u0000-\u0008\u001b]\[2J/);
      expect(server.taken).toEqual([]);
    },
  );
});
