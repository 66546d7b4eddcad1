import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { seed, seededRandom } from '../helpers/seeded-random.js';
import { git, makeSigners, merge, open, read, review, settled } from './definitions.js';
import { startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';
import { tellResult } from './tell-result.js';

/**
 * M1: SIGKILL at random while pull requests are opened, checked, reviewed and merged; what was answered is there afterwards, and
 * what was not goes on: asked again under its key it is one pull request, and it merges.
 */
const RUNS = Number(process.env.RUNS ?? 100);
/** How many pull requests may go through before the one that is hit. */
const MOST_BEFORE = 2;

const PHASES = ['open', 'check', 'review', 'merge'] as const;
type Phase = (typeof PHASES)[number];

interface Acked {
  mergeCommit: string;
  release: number;
}

interface Found {
  definitions: { main: string; live: { commit: string; release: number } };
  pullRequests: { totalCount: number };
}

const random = seededRandom();
const database = await startDatabase();
const dataDir = mkdtempSync(path.join(tmpdir(), 'accord-fault-'));
const token = 'admin_0123456789abcdef0123';
const env = { DATABASE_URL: database.url, DATA_DIR: dataDir, ACCORD_ADMIN_TOKEN: token, ACCORD_RATE_LIMIT: '0' };
const gitdir = path.join(dataDir, 'scoring-models.git');

/** How long each phase took last: a kill aimed at one falls within it. */
const took: Record<Phase, number> = { open: 100, check: 500, review: 100, merge: 400 };
const hit: Record<Phase | 'between', number> = { open: 0, check: 0, review: 0, merge: 0, between: 0 };
const acked: Acked[] = [];
const problems: string[] = [];
let server = await startAccord(env);
const who = await makeSigners(server);
let count = 1;
let known: number | null = null;
let inDoubt = 0;
let killed = false;
let slowestStart = 0;

/** Takes pull requests through, the one that was hit last first, and is told of each phase as it begins. */
async function work(begins: (phase: Phase | 'between') => void): Promise<void> {
  const door = (person: keyof typeof who) => ({ url: server.url, token: who[person] });
  async function during<Result>(phase: Phase, doing: () => Promise<Result>): Promise<Result> {
    const from = performance.now();
    begins(phase);
    const result = await doing();
    took[phase] = performance.now() - from;
    begins('between');
    return result;
  }
  for (;;) {
    const file = { path: 'templates/note.md', content: `# Note ${count}\n` };
    const { number, messages } = await during('open', () =>
      open(door('author'), `Note ${count}`, [file], { idempotencyKey: `k-${count}` }),
    );
    if (number === null) throw new Error(messages.join());
    if (known !== null && number !== known) problems.push(`asked again, pull request ${known} is ${number}`);
    known = number;
    const merged = await findMerged(number);
    if (merged) {
      inDoubt++;
      acked.push(merged);
    } else {
      await during('check', () => Promise.race([settled(door('author'), [number]), server.ended.then(gone)]));
      await during('review', async () => {
        await review(door('marketing'), number);
        await review(door('sales'), number);
      });
      const { mergeCommit, release, codes } = await during('merge', () =>
        merge(door('author'), number, { promote: true }),
      );
      if (mergeCommit === null || release === null) problems.push(`pull request ${number} is refused: ${codes}`);
      else acked.push({ mergeCommit, release });
    }
    count++;
    known = null;
  }
}

function gone(): never {
  throw new Error('the server is gone');
}

async function findMerged(number: number): Promise<Acked | null> {
  const { pullRequest } = await read<{
    pullRequest: { mergeCommit: string | null; promotion: { release: number } | null };
  }>(server, 'query ($number: Int!) { pullRequest(number: $number) { mergeCommit promotion { release } } }', {
    number,
  });
  const { mergeCommit, promotion } = pullRequest;
  if (mergeCommit && !promotion) problems.push(`pull request ${number} is merged, and its release is lost`);
  return mergeCommit && promotion ? { mergeCommit, release: promotion.release } : null;
}

async function judge(): Promise<void> {
  const history = new Set(git(gitdir, 'log', '--first-parent', '--format=%H', 'main').split('\n'));
  const lost = acked.filter(({ mergeCommit }) => !history.has(mergeCommit));
  if (lost.length > 0) problems.push(`${lost.length} answered merges are lost`);
  const { definitions, pullRequests } = await read<Found>(
    server,
    '{ definitions { main live { commit release } } pullRequests { totalCount } }',
  );
  const { main, live } = definitions;
  const last = acked.at(-1);
  for (const [name, commit] of [
    ['main', main],
    ['live', live.commit],
  ] as const) {
    if (git(gitdir, 'rev-parse', name) !== commit) problems.push(`the mirror has another ${name} than the database`);
  }
  const answered = last?.release ?? 1;
  if (live.release < answered) problems.push(`live is release ${live.release}, answered was ${answered}`);
  if (live.release > answered + 1) problems.push(`live is release ${live.release}, asked for was ${answered + 1}`);
  if (last && live.release === answered && live.commit !== last.mergeCommit) problems.push('live is another commit');
  if (pullRequests.totalCount < (known === null ? count - 1 : count)) problems.push('an opened pull request is lost');
  if (pullRequests.totalCount > count) problems.push('a pull request was opened twice');
  git(gitdir, 'fsck', '--full', '--strict');
}

for (let run = 0; run < RUNS; run++) {
  const aim = PHASES[Math.floor(random() * PHASES.length)] as Phase;
  const at = random();
  let before = Math.floor(random() * (MOST_BEFORE + 1));
  let phase: Phase | 'between' = 'between';
  let reached: () => void = () => undefined;
  const aimed = new Promise<void>((resolve) => {
    reached = resolve;
  });
  killed = false;
  const working = work((begun) => {
    phase = begun;
    if (begun === aim && before-- === 0) void pause(at * took[aim]).then(reached);
  }).catch((error: Error) => {
    if (!killed) problems.push(`nobody killed it, but ${error.message}`);
    reached();
  });
  await aimed;
  hit[phase]++;
  killed = true;
  server.kill('SIGKILL');
  await Promise.all([server.ended, working]);
  const from = performance.now();
  server = await startAccord(env);
  slowestStart = Math.max(slowestStart, performance.now() - from);
  await judge();
}
await server.remove();
rmSync(dataDir, { recursive: true, force: true });
await database.remove();
const figures = {
  hit,
  opened: count,
  merged: acked.length,
  foundMerged: inDoubt,
  slowestStartMs: Math.round(slowestStart),
};
const told = { seed, kills: RUNS, ...figures, problems: [...new Set(problems)] };
tellResult('definitions-kills', told, { M1: problems.length === 0 });
