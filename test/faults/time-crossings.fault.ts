import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { compileTree } from '../../core/definitions/compile-tree.js';
import { readTree } from '../../core/definitions/read-tree.js';
import type { ActivityFact } from '../../core/scoring/facts.js';
import { foldByOccurrence } from '../../core/scoring/fold-by-occurrence.js';
import { buildTimeline } from '../../core/scoring/timeline.js';
import { readDefinitionsFolder } from '../../server/releases/read-definitions-folder.js';
import { ask, type Door } from '../helpers/graphql.js';
import { connectRaw } from '../schema/streams/raw-client.js';
import { type Accord, startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';

/**
 * T7: scores fall below a threshold by time alone, half of them out of a window, half by decay, LEADS of them within one
 * second, on two processes of which one is SIGKILLed in the middle. Each must be told DOWN once, at the very instant the
 * pure function gives, heard within 1 s of it and never before.
 */
const LEADS = Number(process.env.LEADS ?? 2_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const SECONDS = Number(process.env.SECONDS ?? 20);
const SPREAD_MS = 1_000;
const BATCH = 500;
const LATE_MS = 1_000;
const QUERY =
  'subscription { thresholdCrossed { id direction occurredAt recordedAt trigger threshold { key } lead { email } } }';

const models = mkdtempSync(path.join(tmpdir(), 'accord-fault-models-'));
cpSync('scoring-models', models, { recursive: true });
const file = path.join(models, 'models', 'hundred-point.json');
const model = JSON.parse(readFileSync(file, 'utf8'));
model.scores.heat = {};
model.primary = 'total';
model.rules.push(
  {
    ...{ key: 'asked', score: 'heat', points: 50, rationale: 'T7' },
    when: { activity: 'chat.question-asked', within: `PT${SECONDS}S` },
  },
  {
    ...{ key: 'called', score: 'heat', points: 80, rationale: 'T7' },
    each: { activity: 'call.held' },
    decay: { linear: `PT${2 * SECONDS}S` },
  },
);
model.thresholds.push({ key: 'warm', when: { score: 'heat', atLeast: 40 } });
writeFileSync(file, JSON.stringify(model, null, 2));
const { tree } = readTree(await readDefinitionsFolder(models));
const compiled = compileTree(tree).model('hundred-point');
if (!compiled) throw new Error('the model is gone');

const database = await startDatabase();
const env = {
  DATABASE_URL: database.url,
  SCORING_MODELS_DIR: models,
  ACCORD_RATE_LIMIT: '0',
  ACCORD_ADMIN_TOKEN: `faults_${'x'.repeat(24)}`,
};
const servers: Accord[] = [await startAccord(env), await startAccord(env)];
const survivor = servers[1] as Accord & Door;

interface Heard {
  at: number;
  occurredAt: number;
  recordedAt: number;
  trigger: string;
}
const heard = new Map<string, Heard[]>();
const { socket, subscribe } = await connectRaw(`${survivor.url.replace('http', 'ws')}/graphql`, {
  token: survivor.token,
});
socket.on('message', (text) => {
  const { type, payload } = JSON.parse(String(text));
  if (type === 'error') throw new Error(JSON.stringify(payload));
  const crossing = type === 'next' ? payload.data?.thresholdCrossed : null;
  if (crossing?.direction !== 'DOWN' || crossing.threshold.key !== 'warm') return;
  const list = heard.get(crossing.lead.email) ?? [];
  const [occurredAt, recordedAt] = [Date.parse(crossing.occurredAt), Date.parse(crossing.recordedAt)];
  list.push({ at: Date.now(), occurredAt, recordedAt, trigger: crossing.trigger });
  heard.set(crossing.lead.email, list);
});
subscribe('1', QUERY);

/** When the pure function lets this lead fall. */
function dueOf(type: string, occurredAt: number): number {
  const fact: ActivityFact = {
    ...{ kind: 'activity', type, properties: {}, occurredAt, receivedAt: occurredAt },
    ...{ ordinal: 0, sequence: 0, source: 'faults', messageId: 'one' },
  };
  const { crossings } = foldByOccurrence(compiled as never, buildTimeline([fact]), occurredAt + 10 * SECONDS * 1_000);
  return crossings.find((one) => one.direction === 'DOWN' && one.threshold === 'warm')?.at as number;
}

const problems: string[] = [];
const late: number[] = [];
const recordedLate: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const base = Date.now() - 1_000;
  const leads = Array.from({ length: LEADS }, (_, i) => {
    const type = i % 2 ? 'call.held' : 'chat.question-asked';
    const occurredAt = base + Math.floor((i * SPREAD_MS) / LEADS);
    return { email: `t7-${round}-${i}@t7-${i % 50}.example`, type, occurredAt, due: dueOf(type, occurredAt) };
  });
  for (let from = 0; from < LEADS; from += BATCH) {
    const activities = leads.slice(from, from + BATCH).map(({ email, type, occurredAt }) => ({
      ...{ lead: { email }, type, source: 'faults', messageId: email },
      occurredAt: new Date(occurredAt).toISOString(),
    }));
    const answer = await ask<{ recordActivities: { accepted: number } }>(
      survivor,
      'mutation ($input: RecordActivitiesInput!) { recordActivities(input: $input) { accepted } }',
      { input: { activities } },
    );
    if (answer.data?.recordActivities.accepted !== activities.length) throw new Error(JSON.stringify(answer));
  }
  const told = Date.now();
  const first = Math.min(...leads.map((lead) => lead.due));
  if (told > first) throw new Error(`telling took until ${told - first} ms after the first was due: raise SECONDS`);
  await pause(first + SPREAD_MS / 2 - Date.now());
  const [victim] = servers;
  victim?.kill('SIGKILL');
  await victim?.ended;
  for (let wait = 0; wait < 600 && leads.some(({ email }) => !heard.has(email)); wait++) await pause(50);
  for (const { email, due } of leads) {
    const [one, ...others] = heard.get(email) ?? [];
    if (!one) problems.push(`${email}: never told`);
    else {
      late.push(one.at - due);
      recordedLate.push(one.recordedAt - due);
      if (one.trigger !== 'TIME') problems.push(`${email}: by ${one.trigger}`);
      if (one.recordedAt < due) problems.push(`${email}: recorded ${due - one.recordedAt} ms early`);
      if (others.length > 0) problems.push(`${email}: told ${others.length + 1} times`);
      if (one.occurredAt !== due) problems.push(`${email}: crossed at ${one.occurredAt - due} ms from its instant`);
      if (one.at < due) problems.push(`${email}: told ${due - one.at} ms early`);
      if (one.at - due > LATE_MS) problems.push(`${email}: told ${one.at - due} ms late`);
    }
  }
  servers[0] = await startAccord({ ...env, DATA_DIR: victim?.dataDir ?? '' });
}
function spread(values: number[]) {
  values.sort((a, b) => a - b);
  const share = (part: number) => values[Math.min(values.length - 1, Math.floor(values.length * part))];
  return { p50: share(0.5), p99: share(0.99), max: values.at(-1) };
}
socket.close();
for (const server of servers) await server.remove();
await database.remove();
rmSync(models, { recursive: true, force: true });
process.stdout.write(
  `${JSON.stringify(
    {
      ...{ leads: LEADS, rounds: ROUNDS, kills: ROUNDS, told: late.length },
      heardAfterMs: spread(late),
      recordedAfterMs: spread(recordedLate),
      problems: problems.length,
      first: problems.slice(0, 5),
    },
    null,
    2,
  )}\n`,
);
process.exit(problems.length === 0 ? 0 : 1);
