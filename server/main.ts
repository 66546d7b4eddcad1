import { join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GraphQLError, lexicographicSortSchema, printSchema } from 'graphql';
import type { Logger } from 'pino';
import { buildAccordSchema } from '../schema/build-schema.js';
import { createContext } from '../schema/context.js';
import { createFormatError } from '../schema/errors.js';
import { createStreams } from '../schema/streams/create-streams.js';
import { allowOrigins } from './allow-origins.js';
import { serveGraphql } from './app.js';
import { openOidc } from './auth/oidc/open-oidc.js';
import { openAuthentication } from './auth/open-authentication.js';
import { permissionTable } from './auth/permissions/permission-table.js';
import { loadDemo, mayDemonstrate } from './commands/load-demo.js';
import { openDefinitions } from './commands/open-definitions.js';
import { openLog } from './commands/open-log.js';
import { openStorage } from './commands/open-storage.js';
import type { Access } from './commands/prepare-access.js';
import { prepareAccess } from './commands/prepare-access.js';
import type { Config } from './config.js';
import { createGuard } from './guard/create-guard.js';
import { tellBudget } from './guard/tell-budget.js';
import type { Http } from './http.js';
import { createHttp } from './http.js';
import { openIntake } from './leads/open-intake.js';
import { startSweeper } from './leads/start-sweeper.js';
import { serveDocument } from './serve-document.js';
import { serveEventStream } from './serve-event-stream.js';
import { serveFolder } from './serve-folder.js';
import { serveHealth } from './serve-health.js';
import { serveMetrics } from './serve-metrics.js';
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
  const { log, started } = options;
  const { limits } = config;
  const metrics = createMetrics();
  const { dataDir, connection, kill } = await openStorage(config, log, started);
  const { db, pool } = connection;
  const { installation, sequencer, feed } = await openLog(connection, config.pepper, log, started);
  const { pepper } = installation;
  const { releases } = await openDefinitions(connection, { dataDir, modelsDir: config.modelsDir }, log);
  await started.add('releases', releases, (held) => held.stop());
  const demo = options.demo && (await mayDemonstrate(db));
  const access = await prepareAccess(pool, pepper, config.adminToken, demo);
  const surprise = (error: unknown) => log.error({ err: error }, 'an error nobody expected');
  const intake = openIntake({ pool, releases, afterCommit: sequencer.poke, maxBatch: limits.batch, onError: surprise });
  await started.add('intake', intake, (held) => held.close());
  const sweeper = startSweeper({ pool, releases, afterCommit: sequencer.poke, onError: surprise });
  await started.add('sweeper', sweeper, (held) => held.stop());
  if (demo) await loadDemo(db, intake, config.seed, log);

  const schema = buildAccordSchema();
  const authentication = openAuthentication({ db, pepper, oidc: config.oidc && openOidc(config.oidc) });
  const contextOf = createContext({ db, pool, installation, releases, intake, limits });
  const formatError = createFormatError((error, requestId) => {
    metrics.surprises.inc();
    log.error({ err: error, requestId }, 'an error nobody expected');
  });
  const guard = createGuard({ schema, limits, rateLimit: config.rateLimit });
  const streams = createStreams({
    schema,
    feed,
    db,
    authenticate: authentication.authenticate,
    parse: guard.parse,
    authorize: (operation, principal) => guard.admit(operation, principal).errors,
    createContext: contextOf,
    formatError,
    allowedOrigins: config.allowedOrigins,
    limits,
    log,
  });

  const signIn = async ({ headers }: FastifyRequest) => {
    const principal = await authentication.authenticate(headers.authorization);
    if (!principal) throw unauthenticated(headers.authorization);
    return contextOf(principal);
  };
  let http: Http | undefined;
  const routes = async (app: FastifyInstance): Promise<void> => {
    allowOrigins(app, config.allowedOrigins);
    const graphql = await serveGraphql(app, {
      schema,
      log,
      createContext: signIn,
      formatError,
      parse: guard.parse,
      authorize: (operation, context) => {
        const { errors, spent } = guard.admit(operation, context.principal);
        context.spent = spent;
        return errors;
      },
      plugins: [tellBudget()],
    });
    await started.add('apollo', graphql, (held) => held.stop());
    serveEventStream(app, streams.handleStream);
    serveHealth(app, {
      server: async () => {
        if (http?.isClosing()) throw new Error('stopping');
      },
      database: () => db.query('select 1'),
      events: sequencer.idle,
    });
    serveMetrics(app, metrics.registry, async ({ headers }) => {
      if (config.metricsPublic) return true;
      const principal = await authentication.authenticate(headers.authorization);
      return principal?.roles.some((role) => role !== 'INGEST') ?? false;
    });
    await servePublicFiles(app, options.home, () => printSchema(lexicographicSortSchema(schema)));
  };
  http = await createHttp({
    host: config.host,
    port: config.port,
    maxBytes: limits.bytes,
    log,
    metrics,
    routes,
    upgrades: { '/graphql': streams.handleUpgrade },
  });
  await started.add('http', http, (held) => held.close(streams.close));
  return { url: http.url, access, kill };
}

function unauthenticated(header: string | undefined): GraphQLError {
  const message = header
    ? 'The token is not known here, or it has ended: ask for another.'
    : 'Send a token: Authorization: Bearer TOKEN.';
  return new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
}

async function servePublicFiles(app: FastifyInstance, home: string, schemaText: () => string): Promise<void> {
  serveDocument(app, '/schema.graphql', 'text/plain; charset=utf-8', schemaText);
  serveDocument(app, '/permissions.json', 'application/json; charset=utf-8', () =>
    JSON.stringify(Object.fromEntries(permissionTable)),
  );
  await serveFolder(app, '/explorer', join(home, 'dist/public/explorer'));
  if (await serveFolder(app, '/', join(home, 'dist/public/dashboard'))) return;
  app.get('/', (_request, reply) => reply.redirect('/explorer'));
}
