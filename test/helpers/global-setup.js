import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { compile, isAlive } from '../../bin/compile.js';

const PREFIX = 'accord-test-';
const TEMPLATE = 'accord_template';

/** Builds the sources once, starts one PostgreSQL for the whole run, migrates the database every test file clones. */
export default async function globalSetup() {
  const build = await compile();
  const { startEmbedded } = await import(join(build, 'server/db/embedded/start-embedded.js'));
  const { migrate } = await import(join(build, 'server/db/migrate.js'));
  await sweep(build);

  const home = join(tmpdir(), `${PREFIX}${process.pid}`);
  mkdirSync(home, { recursive: true });
  const postgres = await startEmbedded({ dataDir: home, tcp: true, settings: { fsync: 'off' } });
  globalThis.accordTest = { build, home, postgres };

  process.env.ACCORD_TEST_BUILD = build;
  process.env.ACCORD_TEST_POSTGRES = postgres.url;
  process.env.ACCORD_TEST_TEMPLATE = TEMPLATE;
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  const template = new URL(postgres.url);
  template.pathname = `/${TEMPLATE}`;
  await migrate(template.href);
}

/** Ends the databases of runs that were killed, and removes what they left in the temporary folder. */
async function sweep(build) {
  const { readPostmaster, whoIs } = await import(join(build, 'server/db/embedded/postmaster.js'));
  const { stopPostmaster } = await import(join(build, 'server/db/embedded/run-postmaster.js'));
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(name.slice(PREFIX.length));
    if (!/^accord-test-\d+$/.test(name) || (pid !== process.pid && isAlive(pid))) continue;
    const home = join(tmpdir(), name);
    const cluster = join(home, 'postgres');
    try {
      const postmaster = await readPostmaster(cluster);
      if (postmaster && (await whoIs(cluster, postmaster.pid)) === 'ours') await stopPostmaster(postmaster.pid);
      rmSync(home, { recursive: true, force: true });
    } catch (error) {
      // another user's, or another run sweeps it: no reason not to test
      if (pid === process.pid) throw error;
    }
  }
}
