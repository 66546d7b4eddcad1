import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile, isAlive } from '../../bin/compile.js';

const PREFIX = 'accord-test-';
const TEMPLATE = 'accord_template';

/** Builds the sources once, starts one PostgreSQL for the whole run, migrates the database every test file clones. */
export default async function globalSetup() {
  sweep();
  const build = await compile();
  const { startEmbedded } = await import(join(build, 'server/db/embedded/start-embedded.js'));
  const { migrate } = await import(join(build, 'server/db/migrate.js'));

  const home = join(tmpdir(), `${PREFIX}${process.pid}`);
  mkdirSync(home, { recursive: true });
  const postgres = await startEmbedded({ dataDir: home, tcp: true, settings: { fsync: 'off' } });
  globalThis.accordTest = { build, home, postgres };

  process.env.ACCORD_TEST_BUILD = build;
  process.env.ACCORD_TEST_POSTGRES = postgres.url;
  process.env.ACCORD_TEST_TEMPLATE = TEMPLATE;
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  const template = new URL(postgres.url);
  template.pathname = `/${TEMPLATE}`;
  await migrate(template.href);
}

/** Ends what runs that were killed have left in the temporary folder. */
function sweep() {
  for (const name of readdirSync(tmpdir())) {
    if (!/^accord-test-\d+$/.test(name) || isAlive(Number(name.slice(PREFIX.length)))) continue;
    const home = join(tmpdir(), name);
    const pid = readdirSync(home, { recursive: true }).find((path) => path.endsWith('postmaster.pid'));
    if (pid) end(Number.parseInt(readFileSync(join(home, pid), 'utf8'), 10));
    rmSync(home, { recursive: true, force: true });
  }
}

function end(pid) {
  try {
    process.kill(pid, 'SIGQUIT');
  } catch {
    // it has ended already
  }
}
