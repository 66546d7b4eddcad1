import { rmSync } from 'node:fs';
import { ask } from '../helpers/graphql.js';
import { startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';

/** M9: one lead under one model at one instant, asked 1,000 times of two processes, again after both were killed, and again of a copy of the database: the same bytes. */
const TIMES = Number(process.env.TIMES ?? 1_000);
const database = await startDatabase();
const env = { DATABASE_URL: database.url, ACCORD_RATE_LIMIT: '0', ACCORD_ADMIN_TOKEN: `faults_${'x'.repeat(24)}` };
let servers = [await startAccord(env), await startAccord(env)];
const [first] = servers as [(typeof servers)[0]];

const now = Date.now();
const activities = Array.from({ length: 60 }, (_, index) => ({
  lead: { email: 'same@faults.example' },
  type: ['page.viewed', 'email.opened', 'demo.booked'][index % 3],
  occurredAt: new Date(now - index * 7_777_777).toISOString(),
  messageId: `same-${index}`,
  source: 'faults',
  properties: { page: 'pricing', category: 'product', path: `/p/${index}`, program: 'nurture' },
}));
await ask(
  first,
  'mutation ($a: [ActivityInput!]!) { recordActivities(input: {activities: $a}) { accepted userErrors { message } } }',
  { a: activities },
);
await ask(
  first,
  `mutation { upsertLead(input: {lead: {email: "same@faults.example"}, attributes: {seniority: "vp"}, account: {domain: "same.example", attributes: {employees: 200, industry: "saas"}}}) { lead { id } } }`,
);

const models = await ask<{ scoringModels: { live: { id: string } }[] }>(first, '{ scoringModels { live { id } } }');
const versions = (models.data?.scoringModels ?? []).map((model) => model.live.id);
const at = new Date(now + 1_000).toISOString();
const QUESTION = `query ($at: DateTime!, $version: ID!) { lead(by: {email: "same@faults.example"}) {
  score(at: $at, version: $version) { value values { key value raw } nextChangeAt thresholds { crossed missing threshold { key } }
    contributions { rule points holds capped decay detail activityCount } } } }`;

const seen = new Map<string, Set<string>>(versions.map((version) => [version, new Set()]));
async function askAll(times: number): Promise<void> {
  for (let index = 0; index < times; index++) {
    const version = versions[index % versions.length] as string;
    const door = servers[Math.floor(index / versions.length) % servers.length] as (typeof servers)[0];
    const answer = await ask(door, QUESTION, { at, version });
    seen.get(version)?.add(JSON.stringify(answer.data ?? answer.errors));
  }
}

await askAll(TIMES);
for (const server of servers) {
  server.kill('SIGKILL');
  await server.ended;
}
servers = await Promise.all(servers.map((server) => startAccord({ ...env, DATA_DIR: server.dataDir })));
await askAll(Math.ceil(TIMES / 10));
await Promise.all(servers.map((server) => server.remove()));
for (const { dataDir } of servers) rmSync(dataDir, { recursive: true, force: true });
const restored = await startDatabase(await database.stop());
const restoredEnv = { ...env, DATABASE_URL: restored.url };
servers = [await startAccord(restoredEnv), await startAccord(restoredEnv)];
await askAll(TIMES);
const problems = [...seen].flatMap(([version, answers]) =>
  answers.size === 1 && ![...answers][0]?.includes('"score":null') ? [] : [`${version}: ${answers.size} answers`],
);
await Promise.all(servers.map((server) => server.remove()));
await database.remove();
await restored.remove();
process.stdout.write(`${JSON.stringify({ asked: TIMES, models: versions.length, problems }, null, 2)}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
