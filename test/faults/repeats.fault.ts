import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { ask } from '../helpers/graphql.js';
import { seed, seededRandom } from '../helpers/seeded-random.js';
import { startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';
import { tellResult } from './tell-result.js';

/** R13 and R14 of the reliability tests: keys and batches that are repeated, at once, after kills and restarts. */
const KILLS = Number(process.env.KILLS ?? 50);
const AT_ONCE = 50;
const BATCH = 500;

const UPSERT = `mutation ($email: EmailAddress!, $name: String!, $key: String!) {
  upsertLead(input: {lead: {email: $email}, name: $name, idempotencyKey: $key}) {
    userErrors { code } lead { id } transition { id } crossings { id } } }`;
const RECORD = `mutation ($activities: [ActivityInput!]!) {
  recordActivities(input: {activities: $activities}) { accepted duplicates userErrors { code field } } }`;

const random = seededRandom();
const database = await startDatabase();
const env = {
  DATABASE_URL: database.url,
  ACCORD_RATE_LIMIT: '0',
  ACCORD_MAX_BATCH: '1000',
  ACCORD_ADMIN_TOKEN: `faults_${'x'.repeat(24)}`,
  LOG_LEVEL: 'silent',
};
let server = await startAccord(env);
const sql = new pg.Client({ connectionString: database.url });
await sql.connect();

const upsert = (name: string) => ask(server, UPSERT, { email: 'once@repeats.example', name, key: 'the-key' });
const once = await Promise.all(Array.from({ length: AT_ONCE }, () => upsert('One')));
const other = await upsert('Two');
server.kill('SIGKILL');
await server.ended;
server = await startAccord({ ...env, DATA_DIR: server.dataDir });
const again = await upsert('One');
const outcomes = new Set([...once, again].map(({ data, errors }) => JSON.stringify([data, errors])));
const { rows: effects } = await sql.query(
  `select from transitions t join leads l on l.id = t.lead_id where l.email = 'once@repeats.example'`,
);
tellResult(
  'R13',
  { atOnce: AT_ONCE, outcomes: outcomes.size, transitions: effects.length, other: other.data },
  {
    'one effect': effects.length === 1,
    'the same answer to all, after a restart too': outcomes.size === 1 && again.errors === undefined,
    IDEMPOTENCY_CONFLICT: JSON.stringify(other.data).includes('IDEMPOTENCY_CONFLICT'),
  },
);

let retries = 0;
let unjust = 0;
for (let kill = 0; kill < KILLS; kill++) {
  const bad = Math.floor(random() * BATCH);
  const activities = Array.from({ length: BATCH }, (_, i) => ({
    lead: i === bad ? { id: 'lead_unknown' } : { email: `lead${i % 100}@repeats.example` },
    type: 'page.viewed',
    occurredAt: new Date().toISOString(),
    messageId: `batch-${kill}-${i}`,
    source: 'repeats',
  }));
  const sent = ask(server, RECORD, { activities }).catch(() => null);
  await pause(random() * 80);
  server.kill('SIGKILL');
  await Promise.all([sent, server.ended]);
  server = await startAccord({ ...env, DATA_DIR: server.dataDir });
  for (;;) {
    retries += 1;
    const answer = await ask<{ recordActivities: { accepted: number; duplicates: number; userErrors: object[] } }>(
      server,
      RECORD,
      { activities },
    ).catch(() => null);
    const told = answer?.data?.recordActivities;
    if (!told) continue;
    if (told.accepted + told.duplicates !== BATCH - 1 || told.userErrors.length !== 1) unjust += 1;
    break;
  }
}
const { rows } = await sql.query<{ facts: string; distinct: string }>(
  `select count(*) as facts, count(distinct (source, message_id)) as distinct from facts where source = 'repeats'`,
);
const [facts, distinct] = [Number(rows[0]?.facts), Number(rows[0]?.distinct)];
await sql.end();
await server.remove();
await database.remove();
tellResult(
  'R14',
  { seed, kills: KILLS, batch: BATCH, retries, facts, distinct, unjust },
  { 'each item by itself': unjust === 0, 'exactly one row each': facts === KILLS * (BATCH - 1) && distinct === facts },
);
