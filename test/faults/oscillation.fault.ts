import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../helpers/graphql.js';
import { seed, seededRandom } from '../helpers/seeded-random.js';
import { startAccord } from './start-accord.js';
import { tellResult } from './tell-result.js';

/**
 * R15 of the reliability tests: leads that oscillate over a threshold under concurrent activities, repeated, shuffled and
 * late. What was recorded is held against a replay of all accepted facts in the order in which they were accepted.
 */
const LEADS = Number(process.env.LEADS ?? 1_000);
const BATCHES = Number(process.env.BATCHES ?? 600);
const CLIENTS = 16;
const BATCH = 50;
const WINDOW_S = 3;
const MODEL = 'models/hundred-point.json';

interface Impact {
  state: string;
  leads: number;
  errors: number;
  changed: number;
  mismatchShare: number | null;
  thresholds: { key: string; base: number }[];
}

const random = seededRandom();
const models = mkdtempSync(join(tmpdir(), 'accord-oscillation-'));
cpSync(join(process.env.ACCORD_PROJECT ?? process.cwd(), 'scoring-models'), models, { recursive: true });
rmSync(join(models, 'models/hundred-point.test.json'));
const model = JSON.parse(readFileSync(join(models, MODEL), 'utf8'));
const rules = [
  { key: 'burst', score: 'total', points: 10, max: 60, each: { activity: 'page.viewed', within: `PT${WINDOW_S}S` } },
  { key: 'fading', score: 'total', points: 12, each: { activity: 'email.opened' }, decay: { linear: 'PT5S' } },
  { key: 'gone', score: 'total', points: -25, when: { activity: 'meeting.missed', within: 'PT2S' } },
];
const thresholds = [
  { ...model.thresholds[0], when: { score: 'total', atLeast: 30 }, release: { score: 'total', below: 15 } },
];
Object.assign(model, { scores: { total: {} }, primary: 'total', rules, thresholds });
writeFileSync(join(models, MODEL), `${JSON.stringify(model, null, 2)}\n`);

const server = await startAccord({ SCORING_MODELS_DIR: models, ACCORD_RATE_LIMIT: '0', LOG_LEVEL: 'silent' });
const RECORD = `mutation ($activities: [ActivityInput!]!) {
  recordActivities(input: {activities: $activities}) { accepted duplicates userErrors { message } } }`;
const types = ['page.viewed', 'page.viewed', 'page.viewed', 'email.opened', 'meeting.missed'];
const sent: object[] = [];
let made = 0;
let accepted = 0;
let duplicates = 0;
const problems: string[] = [];

function draw(): object {
  const known = sent.length > 0 && random() < 0.1 ? sent[Math.floor(random() * sent.length)] : undefined;
  if (known) return known;
  const late = random() < 0.3 ? random() * 6_000 : 0;
  const one = {
    lead: { email: `lead${Math.floor(random() * LEADS)}@oscillation.example` },
    type: types[Math.floor(random() * types.length)],
    occurredAt: new Date(Date.now() - late).toISOString(),
    messageId: `m${made++}`,
    source: 'oscillation',
  };
  sent.push(one);
  return one;
}

let left = BATCHES;
async function write(): Promise<void> {
  while (left-- > 0) {
    const activities = Array.from({ length: BATCH }, draw).sort(() => random() - 0.5);
    const { data, errors } = await ask<{
      recordActivities: { accepted: number; duplicates: number; userErrors: { message: string }[] };
    }>(server, RECORD, { activities });
    if (!data || errors) throw new Error(JSON.stringify(errors));
    accepted += data.recordActivities.accepted;
    duplicates += data.recordActivities.duplicates;
    problems.push(...data.recordActivities.userErrors.map(({ message }) => message));
  }
}
const began = performance.now();
await Promise.all(Array.from({ length: CLIENTS }, write));
const seconds = (performance.now() - began) / 1000;
await pause(8_000);

model.thresholds[0].rationale = 'the same, in other words';
const input = { files: [{ path: MODEL, content: `${JSON.stringify(model, null, 2)}\n` }] };
const started = await ask<{ runBacktest: { impact: { id: string }; userErrors: object[] } }>(
  server,
  'mutation ($input: BacktestInput!) { runBacktest(input: $input) { userErrors { message } impact { id } } }',
  { input },
);
let impact: Impact | undefined;
while (impact?.state !== 'SUCCEEDED' && impact?.state !== 'FAILED') {
  await pause(200);
  const read = await ask<{ node: Impact }>(
    server,
    'query ($id: ID!) { node(id: $id) { ... on Impact { state leads errors changed mismatchShare thresholds { key base } } } }',
    { id: started.data?.runBacktest.impact.id },
  );
  impact = read.data?.node;
}
const crossings = await ask<{ events: { totalCount: number | null } }>(
  server,
  '{ events(first: 1, filter: {kinds: [THRESHOLD_CROSSING]}) { totalCount } }',
);
await server.remove();
rmSync(models, { recursive: true });

tellResult(
  'R15',
  {
    seed,
    accepted,
    duplicates,
    perSecond: Math.round(accepted / seconds),
    crossings: crossings.data?.events.totalCount,
    impact,
  },
  {
    'every activity counted once': accepted === made && problems.length === 0,
    'leads oscillated': (impact?.thresholds[0]?.base ?? 0) > LEADS / 10,
    'crossings are those of the fold': impact?.mismatchShare === 0 && impact.errors === 0 && impact.changed === 0,
  },
);
