import 'reflect-metadata';
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { ScoringModel } from '../../core/scoring/model.js';
import { connect } from '../../server/db/connect.js';
import { readFiles } from '../../server/git/read-files.js';
import { ask } from '../helpers/graphql.js';
import { mergeFiles } from '../server/releases/merge-files.js';
import { seedLeads } from './seed-leads.js';
import { type Accord, startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';

/**
 * A promotion over 100,000 leads with ten activities each, while activities keep coming: how long they take before and
 * during it; the server is killed in mid-way, and every lead is judged by the new release exactly once.
 */
const LEADS = Number(process.env.LEADS ?? 100_000);
const CLIENTS = Number(process.env.CLIENTS ?? 8);
const PACE_MS = 20;
const BEFORE_MS = Number(process.env.BEFORE_MS ?? 20_000);
const MOVED = Math.floor(LEADS / 10);

const database = process.env.DATABASE_URL
  ? { url: process.env.DATABASE_URL, remove: async () => undefined }
  : await startDatabase();
const env = { DATABASE_URL: database.url, ACCORD_RATE_LIMIT: '0', ACCORD_ADMIN_TOKEN: `faults_${'x'.repeat(24)}` };
let server: Accord = await startAccord(env);
const connection = await connect({ url: database.url, poolSize: 2 });
const { owner: db } = connection;
await seedLeads(db, LEADS);

type Figures = { requests: number; p50: number; p99: number };
let times: number[] = [];
let isDown = false;
let stopped = false;
let sent = 0;
const acked: string[] = [];

async function send(client: number): Promise<void> {
  while (!stopped) {
    const messageId = `${client}:${sent++}`;
    const lead = `lead_seed${String(1 + Math.floor(Math.random() * LEADS)).padStart(10, '0')}`;
    const activity = { lead: { id: lead }, type: 'page.viewed', occurredAt: new Date().toISOString(), messageId };
    const began = performance.now();
    const answer = await ask<{ recordActivities: { accepted: number } }>(
      server,
      'mutation ($a: [ActivityInput!]!) { recordActivities(input: {activities: $a}) { accepted } }',
      { a: [{ ...activity, source: 'faults' }] },
    ).catch(() => null);
    if (answer?.data?.recordActivities.accepted === 1) {
      acked.push(messageId);
      if (!isDown) times.push(performance.now() - began);
    }
    await pause(answer ? PACE_MS : 200);
  }
}

function figures(): Figures {
  const sorted = times.toSorted((a, b) => a - b);
  times = [];
  const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
  return { requests: sorted.length, p50: at(0.5), p99: at(0.99) };
}

interface JobView {
  state: string;
  progress: number;
  done: number;
}

const clients = Array.from({ length: CLIENTS }, (_, index) => send(index));
await pause(3_000);
times = [];
await pause(BEFORE_MS);
const before = figures();

const [live] = await db.query<{ commit: string }>('select commit from releases where number = 1');
const files = { ...(await readFiles(db, live?.commit as string)) };
const model = JSON.parse(files['models/hundred-point.json'] as string) as ScoringModel;
for (const threshold of model.thresholds) {
  threshold.when = { score: 'total', atLeast: 45 };
  delete threshold.release;
}
files['models/hundred-point.json'] = `${JSON.stringify(model, null, 2)}\n`;
const commit = await mergeFiles(db, files);

async function promote(confirmMoves: number | null) {
  const began = performance.now();
  const { data } = await ask<{
    promote: { userErrors: { code: string; message: string }[]; promotion: { rescoring: { id: string } } | null };
  }>(
    server,
    'mutation ($input: PromoteInput!) { promote(input: $input) { userErrors { code message } promotion { rescoring { id } } } }',
    { input: { commit, expectedLive: live?.commit, confirmMoves } },
  );
  return { ...data?.promote, seconds: Math.round((performance.now() - began) / 100) / 10 };
}

const shown = await promote(null);

const counting = figures();
const promoted = shown.promotion ? shown : await promote(MOVED);
const job = promoted.promotion?.rescoring.id;
if (!job) throw new Error(JSON.stringify(promoted));
figures();

async function look(): Promise<JobView | undefined> {
  const query = 'query ($id: ID!) { job(id: $id) { state progress done } }';
  return (await ask<{ job: JobView }>(server, query, { id: job }).catch(() => null))?.data?.job;
}

async function until(holds: (view: JobView) => boolean): Promise<number> {
  const began = performance.now();
  for (;;) {
    const view = await look();
    if (view && holds(view)) return (performance.now() - began) / 1_000;
    await pause(100);
  }
}

let seconds = await until((view) => view.progress >= 0.4);
isDown = true;
server.kill('SIGKILL');
await server.ended;
server = await startAccord({ ...env, DATA_DIR: server.dataDir });
isDown = false;
seconds += await until((view) => view.state !== 'QUEUED' && view.state !== 'RUNNING');
const during = figures();
stopped = true;
await Promise.all(clients);

const ratio = ({ p99 }: Figures) => Math.round((p99 / before.p99) * 100) / 100;
const one = async (sql: string) => Number((await db.query<{ n: number }>(sql))[0]?.n);
const outcome = {
  leads: LEADS,
  shown: { seconds: shown.seconds, problem: shown.userErrors?.[0] },
  rescoring: { seconds: Math.round(seconds * 10) / 10, leadsPerSecond: Math.round(LEADS / seconds) },
  recordActivities: { before, counting, during, p99Ratio: ratio(during), p99RatioCounting: ratio(counting) },
  load: loadavg()[0],
};
const problems = {
  leadsLeft: await one(`select count(*) as n from engine_states where release <> 2`),
  crossedTwice: await one(
    `select count(*) as n from (select 1 from crossings where trigger = 'PROMOTION' group by lead_id having count(*) > 1) as twice`,
  ),
  notCrossed: MOVED - (await one(`select count(distinct lead_id) as n from crossings where trigger = 'PROMOTION'`)),
  notMoved: MOVED - (await one(`select count(*) as n from leads where stage = 'mql'`)),
  factsLost:
    acked.length -
    (await one(`select count(*) as n from facts where source = 'faults' and message_id = any('{${acked.join(',')}}')`)),
};
process.stdout.write(`${JSON.stringify({ ...outcome, problems }, null, 2)}\n`);
await server.remove();
await connection.close();
await database.remove();
process.exitCode = Object.values(problems).every((count) => count === 0) ? 0 : 1;
