import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '../../server/db/connect.js';
import { migrate } from '../../server/db/migrate.js';
import { keepMirror } from '../../server/git/keep-mirror.js';
import { readMain } from '../../server/releases/read-main.js';
import { eventually } from '../helpers/eventually.js';
import { seed, seededRandom } from '../helpers/seeded-random.js';
import { openTestPulls, PEPPER, signers } from '../server/pulls/open-test-pulls.js';
import { git } from './definitions.js';
import { type Acked, type KilledWork, proposeAndMerge } from './propose-and-merge.js';
import { startDatabase } from './start-database.js';
import { tellResult } from './tell-result.js';

/** M1 on the git and pulls modules: a child process is killed at random while it opens, pushes, signs, merges and mirrors. */
const RUNS = Number(process.env.RUNS ?? 300);
/** The first run lasts until so much was answered, the others at most as long: two rounds, however slow the machine. */
const ANSWERS = 4;
const LONGEST_MS = 120_000;
/** The mirror is looked through by git each so many runs: it grows with them. */
const LOOK_EVERY = 10;

const given = process.env.KILLED_WORK;
if (given) await proposeAndMerge(JSON.parse(given) as KilledWork);

const random = seededRandom();
const database = await startDatabase();
await migrate(database.url);
const connection = await connect({ url: database.url, poolSize: 3 });
const { db } = connection;
const test = await openTestPulls(connection);
const people = await signers(test);
const dataDir = mkdtempSync(join(tmpdir(), 'accord-fault-'));
const gitdir = join(dataDir, 'scoring-models.git');
const acked: Acked[] = [];
const problems = new Set<string>();

/** Lets a child work until `enough` resolves, from when it is ready, and kills it. */
async function work(run: number, enough: () => Promise<unknown>): Promise<void> {
  const task: KilledWork = { url: database.url, dataDir, pepper: PEPPER, run, people };
  const child = spawn(process.execPath, [process.argv[1] as string], {
    env: { ...process.env, KILLED_WORK: JSON.stringify(task) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let fault = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    fault += text;
  });
  const ended = once(child, 'close');
  const lines = createInterface({ input: child.stdout });
  const ready = once(lines, 'line');
  lines.on('line', (line) => {
    const said = JSON.parse(line) as Acked | { ready: true };
    if (!('ready' in said)) acked.push(said);
  });
  await Promise.race([ready, ended]);
  await Promise.race([enough(), ended]);
  child.kill('SIGKILL');
  await ended;
  if (fault !== '') problems.add(`run ${run}: ${fault.slice(0, 300)}`);
}

async function judge(): Promise<void> {
  await keepMirror(gitdir, db, () => undefined).follow();
  git(gitdir, 'fsck', '--full', '--strict');
  const main = await readMain(db);
  if (git(gitdir, 'rev-parse', 'main') !== main) problems.add('the mirror has another main than the database');
  const history = new Set(git(gitdir, 'log', '--first-parent', '--format=%H', 'main').split('\n'));
  const pushes = await db.query<{ branch: string; head: string }>('select branch, head from pull_requests');
  const heads = new Map(pushes.map(({ branch, head }) => [branch, head]));
  for (const one of acked) {
    if ('merged' in one && !history.has(one.merged)) problems.add(`the answered merge ${one.merged} is lost`);
    if ('pushed' in one && heads.get(one.pushed) !== one.head) problems.add(`the answered push ${one.pushed} is lost`);
  }
  const [live] = await db.query<{ number: number; commit: string }>(
    'select number, commit from releases order by number desc limit 1',
  );
  const last = acked.findLast((one) => 'merged' in one);
  if (last && (live?.number ?? 0) < last.release) problems.add(`live is release ${live?.number}, not ${last.release}`);
  if (last && live?.number === last.release && live.commit !== last.merged) problems.add('live is another commit');
}

let began = 0;
await work(0, async () => {
  began = performance.now();
  await eventually(() => acked.length >= ANSWERS, LONGEST_MS);
});
const longest = performance.now() - began;
for (let run = 1; run <= RUNS; run++) {
  await work(run, () => pause(random() * longest));
  if (run % LOOK_EVERY === 0 || run === RUNS) await judge();
}
await test.close();
await connection.close();
await database.remove();
rmSync(dataDir, { recursive: true, force: true });
const merged = acked.filter((one) => 'merged' in one).length;
const found = {
  seed,
  kills: RUNS + 1,
  longestMs: Math.round(longest),
  merged,
  pushed: acked.length - merged,
  problems: [...problems],
};
tellResult('modules-kills', found, {
  'all that was answered is there': problems.size === 0,
  'something was': merged > 0,
});
