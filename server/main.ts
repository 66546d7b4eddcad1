import { hostname } from 'node:os';
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
import { logAnchors } from './audit/log-anchors.js';
import { openTrail } from './audit/open-trail.js';
import { auditSignIns } from './auth/audit-sign-ins.js';
import { openOidc } from './auth/oidc/open-oidc.js';
import { openAuthentication } from './auth/open-authentication.js';
import { permissionTable } from './auth/permissions/permission-table.js';
import { followScoringRepo } from './commands/follow-scoring-repo.js';
import { loadDemo, mayDemonstrate } from './commands/load-demo.js';
import { openDefinitions } from './commands/open-definitions.js';
import { openGitDoor } from './commands/open-git-door.js';
import type { OpenLog } from './commands/open-log.js';
import { openLog } from './commands/open-log.js';
import type { Storage } from './commands/open-storage.js';
import { openStorage } from './commands/open-storage.js';
import type { Access } from './commands/prepare-access.js';
import { prepareAccess } from './commands/prepare-access.js';
import { startMessages } from './commands/start-messages.js';
import { startWork } from './commands/start-work.js';
import type { Config } from './config.js';
import type { Mirror } from './git/keep-mirror.js';
import { auditRefusals } from './guard/audit-refusals.js';
import { createGuard } from './guard/create-guard.js';
import { noteRefusedMutations } from './guard/note-refused-mutations.js';
import { readTrustedDocuments } from './guard/read-trusted-documents.js';
import { tellBudget } from './guard/tell-budget.js';
import type { LoadWatch } from './guard/watch-load.js';
import { watchLoad } from './guard/watch-load.js';
import type { Http } from './http.js';
import { createHttp } from './http.js';
import type { Worker } from './jobs/start-worker.js';
import type { Intake } from './leads/open-intake.js';
import { openIntake } from './leads/open-intake.js';
import { openOutlets } from './outlets/open-outlets.js';
import type { Outlets } from './outlets/outlets.js';
import { proposeCommit } from './pulls/propose-commit.js';
import { runPulls } from './pulls/run-pulls.js';
import { openJudge } from './releases/open-judge.js';
import type { Releases } from './releases/open-releases.js';
import { listInstances } from './releases/report-instance.js';
import { serveDocument } from './serve-document.js';
import { serveEventStream } from './serve-event-stream.js';
import { serveFolder } from './serve-folder.js';
import { serveGit } from './serve-git.js';
import { serveHealth } from './serve-health.js';
import { serveHooks } from './serve-hooks.js';
import { serveMetrics } from './serve-metrics.js';
import type { Started } from './stop-in-reverse.js';
import { addGauge } from './telemetry/add-gauge.js';
import type { Metrics } from './telemetry/create-metrics.js';
import { createMetrics } from './telemetry/create-metrics.js';
import { unauthenticated } from './unauthenticated.js';

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

/** What is open before the API is. */
interface Inside {
  storage: Storage;
  log: OpenLog;
  releases: Releases;
  mirror: Mirror;
  intake: Intake;
  worker: Worker;
  load: LoadWatch;
  metrics: Metrics;
  outlets: Outlets;
  onError: (error: unknown) => void;
}

/** Behind this delay of the event loop, and this many items waiting, new work only makes everybody wait longer. */
const SHED_ABOVE_MS = 1_000;
const SHED_ABOVE_ITEMS = 50_000;

/** Starts everything in order; `started` stops it in reverse. @throws StartRefused for what the operator can mend */
export async function startServer(config: Config, options: ServerOptions): Promise<RunningServer> {
  const { log, started } = options;
  const storage = await openStorage(config, log, started);
  const { db, pool } = storage.connection;
  const openedLog = await openLog(storage.connection, config, log, started);
  const { installation, sequencer } = openedLog;
  await started.add('anchors', await logAnchors(db, sequencer.idle, log), (held) => held.stop());
  const instance = `${hostname()}/${process.pid}`;
  const { releases, mirror } = await openDefinitions(
    storage,
    { modelsDir: config.modelsDir, scoringRepo: config.scoringRepo, pepper: installation.pepper, instance },
    log,
  );
  await started.add('releases', releases, (held) => held.stop());
  const demo = options.demo && (await mayDemonstrate(db));
  const alone = (await listInstances(db)).every((one) => one.id === instance);
  const access = await prepareAccess(pool, installation.pepper, config.adminToken, demo ? { alone } : null);

  const onError = (error: unknown) => log.error({ err: error }, 'an error nobody expected');
  const intake = openIntake({ pool, releases, afterCommit: sequencer.poke, maxBatch: config.limits.batch, onError });
  await started.add('intake', intake, (held) => held.close());
  const { connection } = storage;
  const { worker } = await startWork({ connection, releases, instance, afterCommit: sequencer.poke, onError }, started);
  if (demo) await loadDemo(connection, intake, config.seed, log);

  const load = await started.add('load', watchLoad(SHED_ABOVE_MS), (held) => held.stop());
  const metrics = createMetrics();
  const outlets = await openOutlets(config, { pool, db, ...openedLog, metrics, log, started });
  const inside = { storage, log: openedLog, releases, mirror, intake, worker, load, metrics, outlets, onError };
  const url = await openDoors(config, options, inside);
  await startMessages(config, { connection, releases, outlets, pepper: installation.pepper, url, onError }, started);
  return { url, access, kill: storage.kill };
}

/** Builds the API over what is inside and opens the HTTP door; returns its URL. */
async function openDoors(config: Config, options: ServerOptions, inside: Inside): Promise<string> {
  const { log, started } = options;
  const { limits, allowedOrigins, emergencyMs } = config;
  const { storage, releases, mirror, intake, worker, load, metrics, outlets, onError } = inside;
  const { installation, sequencer, feed } = inside.log;
  const { db, pool } = storage.connection;

  const schema = buildAccordSchema();
  const trail = await started.add('trail', openTrail(pool, onError), (held) => held.stop());
  noteRefusedMutations(schema, trail);
  const trusted = config.trustedDocuments ? await readTrustedDocuments(config.trustedDocuments, schema, limits) : null;
  const guard = auditRefusals(createGuard({ schema, limits, rateLimit: config.rateLimit, trusted }), trail);
  const { judgeTree } = await started.add('judge', openJudge(), (held) => held.stop());
  let http: Http | undefined;
  const pulls = runPulls({
    ...{ pool, db, url: storage.connection.url, releases, emergencyMs, onError },
    pepper: installation.pepper,
    publicUrl: () => config.publicUrl ?? http?.url ?? '',
    ...{ afterCommit: sequencer.poke, judge: judgeTree, backtests: true },
  });
  await started.add('pulls', pulls, (held) => held.stop());
  const hooks = await followScoringRepo(config.scoringRepo, { pulls, log, started });
  const contextOf = createContext({
    ...{ db, pool, installation, releases, intake, outlets, worker, limits, judgeTree, pulls },
  });
  const oidc = config.oidc && openOidc(config.oidc);
  const { authenticate } = auditSignIns(openAuthentication({ db, pepper: installation.pepper, oidc }), trail);
  const formatError = createFormatError((error, requestId) => {
    metrics.surprises.inc();
    log.error({ err: error, requestId }, 'an error nobody expected');
  });
  const isOverloaded = () => load.overloaded() || intake.depth() > SHED_ABOVE_ITEMS;
  const streams = createStreams({
    schema,
    feed,
    db,
    authenticate,
    parse: guard.parse,
    admit: (operation, principal) =>
      isOverloaded() ? { errors: [overloaded()], spent: null } : guard.admit(operation, principal),
    createContext: contextOf,
    formatError,
    allowedOrigins,
    limits,
    log,
  });
  addGauge(metrics.registry, 'accord_intake_items', 'Items waiting or being written', intake.depth);
  addGauge(metrics.registry, 'accord_streams', 'Open WebSockets and event streams', () => streams.size().connections);
  addGauge(metrics.registry, 'accord_event_seq', 'Newest event this process has read', () => feed.head);

  const signIn = async ({ headers }: FastifyRequest) => {
    if (isOverloaded()) throw overloaded();
    const principal = await authenticate(headers.authorization);
    if (!principal) throw unauthenticated(headers.authorization);
    return contextOf(principal);
  };
  const gitDoor = await openGitDoor({
    ...{ connection: storage.connection, dataDir: storage.dataDir, mirror, authenticate, log },
    propose: (principal, proposed) => proposeCommit(pulls, principal, proposed),
  });
  const routes = async (app: FastifyInstance): Promise<void> => {
    allowOrigins(app, allowedOrigins);
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
    await serveGit(app, gitDoor);
    await serveHooks(app, hooks);
    serveHealth(app, {
      server: async () => {
        if (http?.isClosing()) throw new Error('stopping');
      },
      database: () => db.query('select 1'),
      events: sequencer.idle,
    });
    serveMetrics(app, metrics.registry, async ({ headers }) => {
      if (config.metricsPublic) return true;
      const principal = await authenticate(headers.authorization);
      return principal?.roles.some((role) => role !== 'INGEST') ?? false;
    });
    await servePublicFiles(app, options.home, () => printSchema(lexicographicSortSchema(schema)));
  };
  const { host, port } = config;
  const upgrades = { '/graphql': streams.handleUpgrade };
  http = await createHttp({ host, port, maxBytes: limits.bytes, log, metrics, routes, upgrades });
  await started.add('http', http, (held) => held.close(streams.close));
  return http.url;
}

function overloaded(): GraphQLError {
  const message = 'The server has more to do than it can: try again in a second.';
  return new GraphQLError(message, { extensions: { code: 'OVERLOADED', retryAfter: 1, http: { status: 503 } } });
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
