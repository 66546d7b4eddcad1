import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { seed, seededRandom } from '../helpers/seeded-random.js';
import { git, makeSigners, merge, open, read, review, settled } from './definitions.js';
import { startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';

/** M1: SIGKILL at random while pull requests are opened, reviewed and merged; what was answered is there afterwards. */
const RUNS = Number(process.env.RUNS ?? 100);
/** Longer than one round of proposing, checking, signing and merging takes. */
const LONGEST_MS = Number(process.env.LONGEST_MS ?? 6_000);

const random = seededRandom();
const database = await startDatabase();
const dataDir = mkdtempSync(path.join(tmpdir(), 'accord-fault-'));
const token = 'admin_0123456789abcdef0123';
const env = { DATABASE_URL: database.url, DATA_DIR: dataDir, ACCORD_ADMIN_TOKEN: token, ACCORD_RATE_LIMIT: '0' };
const gitdir = path.join(dataDir, 'scoring-models.git');

interface Acked {
  mergeCommit: string;
  release: number;
}

const acked: Acked[] = [];
const opened = new Set<number>();
const problems: string[] = [];
let server = await startAccord(env);
const who = await makeSigners(server);
let count = 0;

/** Proposes, signs and merges until the server is gone. */
async function work(): Promise<void> {
  const door = (person: keyof typeof who) => ({ url: server.url, token: who[person] });
  for (;;) {
    count++;
    const file = { path: 'templates/note.md', content: `# Note ${count}\n` };
    const { number, messages } = await open(door('author'), `Note ${count}`, [file], { idempotencyKey: `k-${count}` });
    if (number === null) throw new Error(messages.join());
    opened.add(number);
    await settled(door('author'), [number], 20_000);
    await review(door('marketing'), number);
    await review(door('sales'), number);
    const { mergeCommit, release, codes } = await merge(door('author'), number, { promote: true });
    if (codes.length > 0) problems.push(`refused: ${codes}`);
    else acked.push({ mergeCommit: mergeCommit as string, release: release as number });
  }
}

async function judge(): Promise<void> {
  const history = git(gitdir, 'log', '--first-parent', '--format=%H', 'main').split('\n');
  const lost = acked.filter(({ mergeCommit }) => !history.includes(mergeCommit));
  if (lost.length > 0) problems.push(`${lost.length} answered merges are lost`);
  const found = await read<{
    definitions: { main: string; live: { commit: string; release: number } };
    pullRequests: { totalCount: number };
  }>(server, '{ definitions { main live { commit release } } pullRequests { totalCount } }');
  const { main, live } = found.definitions;
  const last = acked.at(-1);
  if (git(gitdir, 'rev-parse', 'main') !== main) problems.push('the mirror has another main than the database');
  if (last && live.release < last.release)
    problems.push(`live is release ${live.release}, answered was ${last.release}`);
  if (last && live.release === last.release && live.commit !== last.mergeCommit)
    problems.push('live is another commit');
  if (found.pullRequests.totalCount < opened.size) problems.push('an opened pull request is lost');
}

for (let run = 0; run < RUNS; run++) {
  const working = work().catch(() => undefined);
  await pause(random() * LONGEST_MS);
  server.kill('SIGKILL');
  await server.ended;
  await working;
  server = await startAccord(env);
  await judge();
}
git(gitdir, 'fsck', '--full', '--strict');
await server.remove();
rmSync(dataDir, { recursive: true, force: true });
await database.remove();
const figures = { seed, kills: RUNS, opened: opened.size, merged: acked.length, problems: [...new Set(problems)] };
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
