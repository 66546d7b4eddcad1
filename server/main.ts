import { join } from 'node:path';
import type { Logger } from 'pino';
import { openDatabase } from './commands/open-database.js';
import { openDefinitions } from './commands/open-definitions.js';
import type { Access } from './commands/prepare-access.js';
import { prepareAccess } from './commands/prepare-access.js';
import type { Config } from './config.js';
import type { Connection } from './db/connect.js';
import { connect } from './db/connect.js';
import { holdLock } from './db/embedded/hold-lock.js';
import { openFolder } from './db/embedded/open-folder.js';
import { migrate } from './db/migrate.js';
import { ensurePartitions } from './events/ensure-partitions.js';
import { openInstallation } from './events/open-installation.js';
import type { Feed } from './events/start-feed.js';
import { startFeed } from './events/start-feed.js';
import { startSequencer } from './events/start-sequencer.js';
import { createHttp } from './http.js';
import { probePort } from './probe-port.js';
import { serveFolder } from './serve-folder.js';
import { serveHealth } from './serve-health.js';
import { StartRefused } from './start-refused.js';
import type { Started } from './stop-in-reverse.js';
import { createMetrics } from './telemetry/create-metrics.js';

/** What `startServer` is given beside the configuration. */
export interface ServerOptions {
  demo: boolean;
  log: Logger;
  /** Holds all that is started; stopping it stops the server, whole or half started. */
  started: Started;
  /** The root of the installation: where pages and the starter definitions lie. */
  home: string;
}

/** A server that answers. */
export interface RunningServer {
  url: string;
  /** The tokens made at this start, to be shown once. */
  access: Access[];
  /** Ends the embedded database at once, when there is no time for order. */
  kill(): void;
}

/** Starts everything in order; `started` stops it in reverse. @throws StartRefused for what the operator can mend */
export async function startServer(config: Config, options: ServerOptions): Promise<RunningServer> {
  const { log, started, home } = options;
  const dataDir = await openFolder(config.dataDir);
  const lock = await holdLock(join(dataDir, 'accord.lock'));
  if (typeof lock === 'number') {
    throw new StartRefused(
      `Another Accord server (process ${lock}) already runs on ${dataDir}: stop it, or set DATA_DIR (and PORT) to others.`,
    );
  }
  await started.add('lock', lock, (held) => held.release());
  await probePort(config.host, config.port);
  const metrics = createMetrics();

  const database = await openDatabase(config, (sentence) => log.warn(sentence));
  await started.add('database', database, (held) => held.stop());
  for (const name of await migrate(database.url)) log.info({ migration: name }, 'migrated');
  const connection = await connect({ url: database.url });
  await started.add('connection', connection, (held) => held.close());

  const installation = await openInstallation(connection.owner, { pepper: config.pepper ?? undefined });
  await keepPartitions(connection, options);
  const { releases } = await openDefinitions(connection, { dataDir, modelsDir: config.modelsDir }, log);
  await started.add('releases', releases, (held) => held.stop());
  const access = await prepareAccess(connection.pool, installation.pepper, config.adminToken, options.demo);

  let feed: Feed | undefined;
  const sequencer = await started.add(
    'sequencer',
    startSequencer({ pool: connection.pool, log, onPlaced: () => feed?.poke() }),
    (held) => held.stop(),
  );
  feed = await started.add(
    'feed',
    await startFeed({
      pool: connection.pool,
      db: connection.db,
      epoch: installation.epoch,
      settle: sequencer.idle,
      log,
    }),
    (held) => held.stop(),
  );

  const http = await createHttp({
    host: config.host,
    port: config.port,
    maxBytes: config.limits.bytes,
    log,
    metrics,
    upgrades: {},
    async routes(app) {
      serveHealth(app, {
        server: async () => (http?.isClosing() ? 'stopping' : null),
        database: async () => {
          await connection.db.query('select 1');
          return null;
        },
        events: async () => {
          await sequencer.idle();
          return null;
        },
      });
      await serveFolder(app, '/explorer', join(home, 'dist/public/explorer'));
      if (!(await serveFolder(app, '/', join(home, 'dist/public/dashboard')))) {
        app.get('/', (_request, reply) => reply.redirect('/explorer'));
      }
    },
  });
  await started.add('http', http, (held) => held.close(async () => undefined));
  return { url: http.url, access, kill: database.kill };
}

const PARTITIONS_EVERY_MS = 60_000;

/** Keeps empty partitions before the heads of the logs, now and every minute. */
async function keepPartitions(connection: Connection, { log, started }: ServerOptions): Promise<void> {
  await ensurePartitions(connection.owner);
  const timer = setInterval(() => {
    ensurePartitions(connection.owner).catch((error: unknown) => log.warn({ err: error }, 'no partitions were made'));
  }, PARTITIONS_EVERY_MS);
  await started.add('partitions', timer, clearInterval);
}
