import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../helpers/graphql.js';
import { seed, seededRandom } from '../helpers/seeded-random.js';
import { checkHistory } from './check-history.js';
import { followLog } from './follow-log.js';
import type { Accord } from './start-accord.js';
import { startAccord } from './start-accord.js';
import { readOutcome, writeHistory } from './write-history.js';

/** R1, R4, R6: clients write to two servers of one database, followers are cut; each in turn is killed 0.7 s after both are ready. */
const KILLS = Number(process.env.KILLS ?? 25);
const WRITERS = Number(process.env.WRITERS ?? 24);
const FOLLOWERS = 10;
const SETTLED_MS = 700;

const databaseUrl = process.env.DATABASE_URL;
if (!databaseUrl) throw new Error('Set DATABASE_URL, to what `npx accord db` prints: the servers share it.');
const env = { DATABASE_URL: databaseUrl, ACCORD_RATE_LIMIT: '0', ACCORD_ADMIN_TOKEN: `faults_${'x'.repeat(24)}` };
const random = seededRandom();
const run = `run-${seed}-${Date.now()}`;
const servers: Accord[] = [await startAccord(env), await startAccord(env)];
const [{ token }] = servers as [Accord];
const doors = () => servers.map((server) => server.url);

await ask(
  { url: doors()[0] as string, token },
  'mutation { upsertLead(input: {lead: {email: "zero@faults.example"}}) { lead { id } } }',
);
const start = (await readOutcome(servers[0] as Accord, 'start')).log.at(-1)?.cursor as string;
const followers = Array.from({ length: FOLLOWERS }, () => followLog(doors, token, start));
const written = { acked: [], accepted: [] as { email: string; messageId: string }[] };
let stopped = false;
const writers = Array.from({ length: WRITERS }, (_, i) =>
  writeHistory(written, { run, name: `w${i}`, token, doors, random: seededRandom(i + 1), stopped: () => stopped }),
);
for (let kill = 0; kill < KILLS; kill++) {
  await pause(SETTLED_MS);
  followers[Math.floor(random() * FOLLOWERS)]?.cut();
  const [victim] = servers.splice(kill % 2, 1);
  victim?.kill('SIGKILL');
  await victim?.ended;
  servers.push(await startAccord({ ...env, DATA_DIR: victim?.dataDir ?? '' }));
}
stopped = true;
await Promise.all(writers);

const { log, leads } = await readOutcome(servers[0] as Accord, start, run);
for (const follower of followers) {
  for (let wait = 0; wait < 500 && follower.taken.frames.at(-1)?.id !== log.at(-1)?.id; wait++) await pause(20);
  await follower.stop();
}
const leadOf = new Map(leads.map((lead) => [lead.email, lead.id]));
const problems = checkHistory({
  acked: written.acked,
  facts: written.accepted.map(({ email, messageId }) => ({ lead: leadOf.get(email) as string, messageId })),
  log,
  leads,
  subscribers: followers.map((follower) => follower.taken),
});
await Promise.all(servers.map((server) => server.remove()));
process.stdout.write(
  `${JSON.stringify({ seed, kills: KILLS, acked: written.acked.length, events: log.length, problems }, null, 2)}\n`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
