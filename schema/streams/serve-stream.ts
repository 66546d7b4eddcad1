import type { ServerResponse } from 'node:http';
import type { ExecutionArgs } from 'graphql';
import { execute, GraphQLError, getOperationAST } from 'graphql';
import type { Principal } from '../../server/auth/principal.js';
import { budgetHeaders } from '../../server/guard/budget-headers.js';
import { describeResult } from './describe-result.js';
import { formatErrors } from './format-errors.js';
import type { Judgement, StreamServices } from './judge-operation.js';
import { judgeOperation } from './judge-operation.js';
import type { OperationRequest } from './secure-operation.js';
import { createStreamOutlet } from './stream-outlet.js';
import type { StreamParts } from './stream-parts.js';
import type { StreamPeer } from './stream-peer.js';
import type { PeerWatch } from './watch-peers.js';

/** A request for a stream of server-sent events. */
export interface StreamRequest extends OperationRequest {
  authorization: string | undefined;
  /** The header of that name: where a client that was cut goes on. */
  lastEventId: string | undefined;
  /** How it came: a GET may read, never write. */
  method: string;
}

const STATUSES: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  OVERLOADED: 503,
  INTERNAL: 500,
};

const ADVICE: Readonly<Record<number, Record<string, string>>> = {
  401: { 'www-authenticate': 'Bearer' },
  405: { allow: 'POST' },
  503: { 'retry-after': '1' },
};

/** Of one who has too many streams open: as long as a stream that was lost may go unnoticed here. */
const ONE_MAY_END_S = '20';

/** Answers one request over one response: a stream that flows until either side ends it, or the errors as plain JSON. */
export async function serveStream(
  parts: StreamParts,
  services: StreamServices & { watch: PeerWatch; open: Set<StreamPeer> },
  request: StreamRequest,
  response: ServerResponse,
): Promise<void> {
  const { watch, open } = services;
  const principal = await parts.authenticate(request.authorization ?? '');
  if (!principal)
    return refuse(coded('UNAUTHENTICATED', 'Send a token that is known here: Authorization: Bearer TOKEN.'));
  const judgement = await judgeOperation(parts, services, request, principal, request.lastEventId || undefined);
  for (const [name, value] of Object.entries(budgetHeaders(judgement.spent))) response.setHeader(name, value);
  if ('errors' in judgement) return refuse(...judgement.errors);
  if (response.closed) return;
  if (request.method === 'GET' && 'execution' in judgement && writes(judgement.execution))
    return refuse(coded('BAD_USER_INPUT', 'A GET answers queries and subscriptions: send mutations by POST.', 405));

  const peer = createResponsePeer(response);
  if (!watch.admit(peer, principal, request.authorization as string)) {
    response.setHeader('retry-after', ONE_MAY_END_S);
    return refuse(coded('LIMIT_EXCEEDED', 'This caller has as many streams open as it may.', 429));
  }
  open.add(peer);
  response.on('error', () => undefined);
  response.once('close', () => {
    open.delete(peer);
    watch.remove(peer);
  });
  response.writeHead(200, HEADERS);
  response.write(':\n\n');
  await flow(judgement, principal);

  async function flow(allowed: Exclude<Judgement, { errors: unknown }>, caller: Principal) {
    if ('execution' in allowed) {
      const result = await execute(allowed.execution);
      response.write(
        `event: next\ndata: ${JSON.stringify(describeResult(result, allowed.spent, parts.formatError))}\n\n`,
      );
      return complete();
    }
    const fail = (error: unknown) => {
      const errors = formatErrors([error], parts.formatError);
      response.write(`event: next\ndata: ${JSON.stringify({ errors })}\n\n`);
      complete();
    };
    const leave = allowed.flow(caller, createStreamOutlet(response, { complete, fail }));
    response.once('close', leave);
    if (response.closed) leave();
  }

  function complete() {
    if (!response.writableEnded) response.end('event: complete\ndata:\n\n');
  }

  function refuse(...errors: readonly GraphQLError[]) {
    const body = formatErrors(errors, parts.formatError);
    const given = errors[0]?.extensions['http'] as { status?: number } | undefined;
    const status = given?.status ?? STATUSES[String(body[0]?.extensions?.['code'])] ?? 400;
    const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
    response.writeHead(status, { ...headers, ...ADVICE[status] });
    response.end(JSON.stringify({ errors: body }));
  }
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
};

function writes({ document, operationName }: ExecutionArgs): boolean {
  return getOperationAST(document, operationName)?.operation === 'mutation';
}

function coded(code: string, message: string, status?: number): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...(status ? { http: { status } } : {}) } });
}

function createResponsePeer(response: ServerResponse): StreamPeer {
  let waiting = 0;
  return {
    principal: null,
    authorization: '',
    get ended() {
      return response.writableEnded;
    },
    provesAlive() {
      const before = waiting;
      waiting = response.writableLength;
      return waiting === 0 || waiting < before || before === 0;
    },
    end(code) {
      if (code === 1001 || code === 4403) response.end();
      else response.destroy();
    },
  };
}
