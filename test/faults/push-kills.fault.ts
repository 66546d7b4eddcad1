import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../helpers/graphql.js';
import { seed, seededRandom } from '../helpers/seeded-random.js';
import { git } from '../server/git/git-client.js';
import { startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';

/** M1 by `git push`: the server is killed at random in the middle of pushes; what was acknowledged is a pull request, the mirror is whole. */
const KILLS = Number(process.env.KILLS ?? 40);
const random = seededRandom();
const database = await startDatabase();
const env = { DATABASE_URL: database.url, ACCORD_RATE_LIMIT: '0', ACCORD_ADMIN_TOKEN: `faults_${'x'.repeat(24)}` };
let server = await startAccord(env);
const { dataDir } = server;
const work = mkdtempSync(join(tmpdir(), 'accord-push-'));
const url = () => `${server.url.replace('://', `://me:${server.token}@`)}/git/scoring-models.git`;
await git(work, 'clone', '-q', url(), 'clone');
const clone = join(work, 'clone');

const problems: string[] = [];
let acked = 0;
for (let round = 0; round < KILLS; round++) {
  await git(clone, 'checkout', '-q', '-B', `work-${round}`, 'origin/main');
  writeFileSync(join(clone, 'README.md'), `round ${round}\n`);
  await git(clone, 'commit', '-qam', `Round ${round}`);
  const tip = (await git(clone, 'rev-parse', 'HEAD')).out.trim();
  const branch = `proposals/round-${round}`;
  const pushing = git(clone, 'push', url(), `HEAD:refs/heads/${branch}`);
  await pause(random() * 2_500);
  server.kill('SIGKILL');
  await server.ended;
  const pushed = await pushing;
  server = await startAccord({ ...env, DATA_DIR: dataDir });
  const listed = (await git(clone, 'ls-remote', url(), `refs/heads/${branch}`)).out.slice(0, 40);
  const { data } = await ask<{ pullRequests: { nodes: { branch: string; head: string }[] } }>(
    server,
    '{ pullRequests(first: 100) { nodes { branch head } } }',
  );
  const pull = data?.pullRequests.nodes.find((node) => node.branch === branch);
  if (pushed.code === 0) acked++;
  if (pushed.code === 0 && pull?.head !== tip)
    problems.push(`round ${round}: acknowledged, but no pull request has it`);
  if ((pull?.head ?? '') !== listed) problems.push(`round ${round}: the mirror says ${listed}, the rows ${pull?.head}`);
  const fsck = await git(join(dataDir, 'scoring-models.git'), 'fsck', '--full', '--strict');
  if (fsck.code !== 0) problems.push(`round ${round}: fsck: ${fsck.err}`);
  const again = await git(clone, 'push', url(), `HEAD:refs/heads/${branch}`);
  if (again.code !== 0) problems.push(`round ${round}: pushed again it is refused: ${again.err}`);
}
await server.remove();
await database.remove();
for (const folder of [work, dataDir]) rmSync(folder, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify({ seed, kills: KILLS, acked, problems }, null, 2)}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
