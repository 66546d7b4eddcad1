import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from '../server/git/git-client.js';
import { HOSTILE_TREES } from '../server/git/hostile-trees.js';
import { pushHostileTree } from '../server/git/push-hostile-tree.js';
import { startAccord } from './start-accord.js';

/** M5 by `git push`: hostile paths, modes and sizes, each refused with a reason in the terminal, none kept. */
const server = await startAccord();
const work = mkdtempSync(join(tmpdir(), 'accord-hostile-'));
const url = `${server.url.replace('://', `://me:${server.token}@`)}/git/scoring-models.git`;
const clone = join(work, 'clone');
await git(work, 'clone', '-q', url, 'clone');

const told: { tree: string; reason: string }[] = [];
const problems: string[] = [];
for (const [index, tree] of HOSTILE_TREES.entries()) {
  const { code, err } = await pushHostileTree(clone, url, tree, `hostile-${index}`);
  const lines = err.split('\n').map((line) => line.replace(/^remote: */, '').trim());
  const reason = lines.find(
    (line) => /^(fatal|error)?.*(: |only|may|at most|allowed|no )/.test(line) && !/^Nothing|^To /.test(line),
  );
  told.push({ tree: tree.name, reason: reason ?? err.slice(0, 200) });
  if (code === 0) problems.push(`${tree.name} was taken`);
  if (!reason || err.includes('Something went wrong'))
    problems.push(`${tree.name} was refused without a reason: ${err}`);
}
const left = (await git(work, 'ls-remote', url, 'refs/heads/proposals/*')).out.trim();
if (left) problems.push(`refs were kept: ${left}`);
const fsck = await git(join(server.dataDir, 'scoring-models.git'), 'fsck', '--full', '--strict');
if (fsck.code !== 0) problems.push(`fsck: ${fsck.err}`);
await server.remove();
rmSync(work, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify({ pushes: HOSTILE_TREES.length, told, problems }, null, 2)}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
