import type { IncomingMessage } from 'node:http';
import { Server } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import fastify from 'fastify';
import type { Logger } from 'pino';
import { isDatabaseAway } from './db/is-database-away.js';
import type { ErrorCode } from './errors.js';
import { CallerError } from './errors.js';
import { explainPort } from './probe-port.js';
import type { Metrics } from './telemetry/create-metrics.js';

/** Takes over a connection that asks to be a WebSocket. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** What the HTTP door is given; it knows no schema and no area. */
export interface HttpOptions {
  host: string;
  port: number;
  /** The longest body, in bytes. */
  maxBytes: number;
  log: Logger;
  metrics: Metrics;
  /** Adds the routes, before the door opens. */
  routes(app: FastifyInstance): Promise<void>;
  /** WebSocket doors by path. */
  upgrades: Record<string, Upgrade>;
}

/** An open door. */
export interface Http {
  url: string;
  /** True from the beginning of the stop: readiness says no. */
  isClosing(): boolean;
  /** Takes no new connections, lets what runs finish (15 s at most), then closes. `endStreams` ends what would never finish. */
  close(endStreams: () => Promise<void>): Promise<void>;
}

const GRACE_MS = 300;
const PATIENCE_MS = 15_000;

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
};

const CODES: Record<string, { code: ErrorCode; message(limit: number): string }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'LIMIT_EXCEEDED',
    message: (limit) => `The body is larger than ${limit} bytes.`,
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'BAD_USER_INPUT', message: () => 'This content type is not read here.' },
};

/** Opens the HTTP door. @throws StartRefused when the port is taken or the host is not one of this machine */
export async function createHttp(options: HttpOptions): Promise<Http> {
  const app = fastify({
    bodyLimit: options.maxBytes,
    keepAliveTimeout: 72_000,
    requestTimeout: 60_000,
    return503OnClosing: false,
    forceCloseConnections: true,
  });
  let closing = false;
  let running = 0;
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (_request, reply) => {
    running += 1;
    // not `onResponse`: a stream that its reader broke off has none
    reply.raw.once('close', () => {
      running -= 1;
    });
    reply.headers(HEADERS);
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
  app.addHook('onResponse', async (request, reply) => {
    const door = request.routeOptions.url ?? 'none';
    options.metrics.requestSeconds.observe(
      { door, status: `${Math.floor(reply.statusCode / 100)}xx` },
      reply.elapsedTime / 1000,
    );
  });
  app.setErrorHandler<FastifyError>((error, request, reply) => answerError(error, reply, options, request.id));
  app.setNotFoundHandler((request, reply) => {
    sendError(reply, 404, 'BAD_USER_INPUT', `There is nothing at ${request.method} ${request.url.split('?')[0]}.`);
  });
  await options.routes(app);
  app.server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => undefined);
    const upgrade = options.upgrades[(request.url ?? '').split('?')[0] ?? ''];
    if (upgrade && !closing) upgrade(request, socket, head);
    else socket.end(`HTTP/1.1 ${closing ? '503 Service Unavailable' : '404 Not Found'}\r\nConnection: close\r\n\r\n`);
  });

  const url = await listen(app, options);
  return {
    url,
    isClosing: () => closing,
    async close(endStreams) {
      closing = true;
      Server.prototype.close.call(app.server);
      await Promise.all([endStreams(), delay(GRACE_MS)]);
      app.server.closeIdleConnections();
      for (const end = Date.now() + PATIENCE_MS; running > 0 && Date.now() < end; ) await delay(20);
      await app.close();
    },
  };
}

async function listen(app: FastifyInstance, { host, port }: HttpOptions): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw explainPort(error as NodeJS.ErrnoException, host, port);
  }
  const address = app.server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
}

function answerError(
  error: FastifyError,
  reply: FastifyReply,
  { log, maxBytes, metrics }: HttpOptions,
  id: string,
): void {
  if (isDatabaseAway(error)) {
    reply.header('retry-after', '1');
    sendError(reply, 503, 'OVERLOADED', 'The database cannot be reached just now: try again in a second.');
    return;
  }
  if ((error as Error) instanceof CallerError) {
    const { code } = error as unknown as CallerError;
    if (code === 'OVERLOADED') reply.header('retry-after', '30');
    sendError(reply, code === 'OVERLOADED' ? 503 : 400, code, error.message);
    return;
  }
  const known = CODES[error.code];
  const status = error.statusCode ?? 500;
  if (known) sendError(reply, status, known.code, known.message(maxBytes));
  else if (status < 500) sendError(reply, status, 'BAD_USER_INPUT', error.message);
  else {
    metrics.surprises.inc();
    log.error({ err: error, id }, 'a request failed');
    sendError(reply, 500, 'INTERNAL', `Something went wrong here; the log of the server knows it as ${id}.`);
  }
}

function sendError(reply: FastifyReply, status: number, code: ErrorCode, message: string): void {
  reply.code(status).send({ errors: [{ message, extensions: { code, requestId: reply.request.id } }] });
}
