import { join } from 'node:path';
import type { Logger } from 'pino';
import { openDatabase } from './commands/open-database.js';
import type { Config } from './config.js';
import { connect } from './db/connect.js';
import { holdLock } from './db/embedded/hold-lock.js';
import { openFolder } from './db/embedded/open-folder.js';
import { migrate } from './db/migrate.js';
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
      });
      await serveFolder(app, '/explorer', join(home, 'dist/public/explorer'));
      if (!(await serveFolder(app, '/', join(home, 'dist/public/dashboard')))) {
        app.get('/', (_request, reply) => reply.redirect('/explorer'));
      }
    },
  });
  await started.add('http', http, (held) => held.close(async () => undefined));
  return { url: http.url, kill: database.kill };
}
