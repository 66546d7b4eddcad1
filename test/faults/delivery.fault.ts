import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { seededRandom } from '../helpers/seeded-random.js';
import { runHistory } from './run-history.js';
import type { Accord } from './start-accord.js';
import { startAccord } from './start-accord.js';
import type { Database } from './start-database.js';
import { startDatabase } from './start-database.js';
import { tellResult } from './tell-result.js';

/** R1, R3, R4, R5 and R6 of the reliability tests, each on a database and servers of its own: `npm run faults delivery -- R4`. */
const KILLS = Number(process.env.KILLS ?? 25);
const WRITERS = Number(process.env.WRITERS ?? 24);
const SECONDS = Number(process.env.SECONDS_LONG ?? 60);
const SETTLED_MS = 700;
const SERVING_AGAIN_MS = 5_000;

interface Scene {
  database: Database;
  env: Record<string, string>;
  servers: Accord[];
}

const random = seededRandom();

/** R1: a minute of mixed mutations, refused ones among them. */
async function steady(scene: Scene): Promise<void> {
  const run = await history(scene, 1, () => pause(SECONDS * 1_000));
  tellResult('R1', { ...run, seconds: SECONDS, writers: WRITERS }, { clean: run.problems.length === 0 });
}

/** R3: meanwhile a foreign session holds a transaction with an xid open. */
async function foreignTransaction(scene: Scene): Promise<void> {
  const run = await history(scene, 1, async () => {
    const client = new pg.Client({ connectionString: scene.database.url });
    await client.connect();
    await client.query('create table if not exists foreign_work (id int)');
    await pause(2_000);
    await client.query('begin; insert into foreign_work values (1)');
    await pause(10_000);
    await client.query('commit');
    await client.end();
    await pause(2_000);
  });
  tellResult('R3', { ...run }, { clean: run.problems.length === 0, 'p99 ≤ 500 ms': run.p99 <= 500 });
}

/** R4: two servers, one of them killed 0.7 s after both are ready, again and again. */
async function kills(scene: Scene): Promise<void> {
  const run = await history(scene, 10, async ({ followers, acked }) => {
    for (let kill = 0; kill < KILLS || acked() < 3_000; kill++) {
      await pause(SETTLED_MS);
      followers[Math.floor(random() * followers.length)]?.cut();
      const [victim] = scene.servers.splice(kill % 2, 1);
      victim?.kill('SIGKILL');
      await victim?.ended;
      scene.servers.push(await startAccord({ ...scene.env, DATA_DIR: victim?.dataDir ?? '' }));
    }
  });
  const enough = run.acked >= 3_000;
  tellResult('R4', { ...run, kills: KILLS }, { clean: run.problems.length === 0, 'acked ≥ 3,000': enough });
}

/** R5: PostgreSQL is restarted at once four times; how long until a server writes again. */
async function restarts(scene: Scene): Promise<void> {
  const servingAgainMs: number[] = [];
  const run = await history(scene, 2, async ({ acked }) => {
    for (let restart = 0; restart < 4; restart++) {
      await pause(3_000);
      scene.database.restart();
      await accepts(scene.database.url);
      const accepted = performance.now();
      for (const before = acked(); acked() < before + WRITERS; ) await pause(10);
      servingAgainMs.push(Math.round(performance.now() - accepted));
    }
    await pause(2_000);
  });
  const soon = servingAgainMs.every((ms) => ms <= SERVING_AGAIN_MS);
  tellResult('R5', { ...run, servingAgainMs }, { clean: run.problems.length === 0, 'serving ≤ 5 s': soon });
}

/** R6: fifty followers, each cut twenty times, over two servers and a restart. */
async function cuts(scene: Scene): Promise<void> {
  const CUTS = 20;
  const run = await history(scene, 50, async ({ followers }) => {
    for (let round = 0; round < CUTS; round++) {
      for (const follower of followers) {
        await pause(random() * 30);
        follower.cut();
      }
      if (round !== CUTS / 2) continue;
      const [victim] = scene.servers.splice(1, 1);
      victim?.kill('SIGTERM');
      await victim?.ended;
      scene.servers.push(await startAccord({ ...scene.env, DATA_DIR: victim?.dataDir ?? '' }));
    }
  });
  tellResult('R6', { ...run, followers: 50, cuts: CUTS }, { clean: run.problems.length === 0 });
}

async function accepts(url: string): Promise<void> {
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return await client.end();
    } catch {
      await pause(20);
    }
  }
}

function history(scene: Scene, followers: number, during: Parameters<typeof runHistory>[0]['during']) {
  const token = (scene.servers[0] as Accord).token;
  const doors = () => scene.servers.map((server) => server.url);
  return runHistory({ token, doors, writers: WRITERS, followers, during });
}

const SCENES: Record<string, (scene: Scene) => Promise<void>> = {
  R1: steady,
  R3: foreignTransaction,
  R4: kills,
  R5: restarts,
  R6: cuts,
};
const asked = process.argv.slice(2).filter((name) => name in SCENES);

for (const name of asked.length > 0 ? asked : Object.keys(SCENES)) {
  const database = await startDatabase();
  const env = {
    DATABASE_URL: database.url,
    ACCORD_RATE_LIMIT: '0',
    ACCORD_MAX_SOCKETS: '1000',
    ACCORD_ADMIN_TOKEN: `faults_${'x'.repeat(24)}`,
    LOG_LEVEL: 'silent',
  };
  const servers = [await startAccord(env), await startAccord(env)];
  await SCENES[name]?.({ database, env, servers });
  await Promise.all(servers.map((server) => server.remove()));
  await database.remove();
}
