import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { execute, GraphQLError, getOperationAST } from 'graphql';
import type { Context } from 'graphql-ws';
import { handleProtocols, makeServer } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { connectSocket } from './connect-socket.js';
import { formatErrors } from './format-errors.js';
import { originAllowed } from './origin-allowed.js';
import type { SubscriptionPlan } from './plan-subscription.js';
import { planSubscription } from './plan-subscription.js';
import { createSecureOperation } from './secure-operation.js';
import { createSilentIterator } from './silent-iterator.js';
import { createSocketOutlet } from './socket-outlet.js';
import { startFanOut } from './start-fan-out.js';
import type { StreamParts } from './stream-parts.js';
import type { StreamSocket } from './stream-socket.js';
import { endSocket } from './stream-socket.js';
import { toGraphQLError } from './to-graphql-error.js';
import { watchSockets } from './watch-sockets.js';

const CLOSING_MS = 3_000;

/** The live side of the API: graphql-transport-ws on `/graphql`. */
export interface Streams {
  /** Takes over an HTTP upgrade of `/graphql`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  size(): { sockets: number; groups: number; subscribers: number };
  /** Closes every socket with 1001; resolves when they are gone. */
  close(): Promise<void>;
}

/** The root of a subscription on its way from the judgement to the fan-out. */
interface Placed {
  peer: StreamSocket;
  operationId: string;
  plan: SubscriptionPlan;
  position: number;
}

/** Builds the streams: operations are judged as over HTTP, subscriptions go to the fan-out, the rest is executed. */
export function createStreams(parts: StreamParts): Streams {
  const fanOut = startFanOut(parts);
  const watch = watchSockets(parts);
  const secure = createSecureOperation(parts);
  const open = new Set<StreamSocket>();

  const protocol = makeServer<Record<string, unknown>, StreamSocket>({
    connectionInitWaitTimeout: parts.limits.initMs,

    async onConnect({ extra: peer, connectionParams }) {
      const given = connectionParams?.authorization ?? peer.request.headers.authorization;
      const principal = typeof given === 'string' ? await parts.authenticate(given) : null;
      if (!principal || peer.ended) return false;
      if (!watch.admit(peer, principal, given as string)) {
        endSocket(peer, 4429, 'LIMIT_EXCEEDED: this caller has as many sockets open as it may.');
      }
      return true;
    },

    async onSubscribe(context, operationId, request) {
      const peer = context.extra;
      if (!peer.principal) return [new GraphQLError('Connect first.', { extensions: { code: 'UNAUTHENTICATED' } })];
      const refusal = overCount(context);
      if (refusal) return [refusal];
      const operation = await secure(request, peer.principal);
      if (!('document' in operation)) return operation;
      const args = {
        schema: parts.schema,
        document: operation.document,
        operationName: operation.operationName,
        variableValues: operation.variables,
      };
      if (getOperationAST(operation.document, operation.operationName)?.operation !== 'subscription') {
        return { ...args, contextValue: parts.createContext(peer.principal) };
      }
      const plan = planSubscription(parts.schema, operation);
      if (!('key' in plan)) return plan;
      try {
        const position = await parts.feed.locate(plan.after);
        return { ...args, contextValue: { peer, operationId, plan, position } satisfies Placed };
      } catch (error) {
        return [toGraphQLError(error)];
      }
    },

    subscribe: (args) => subscribe(args.contextValue as Placed),
    execute: (args) => execute(args as ExecutionArgs),
    onNext: (_context, _id, _payload, _args, result) => formatted(result),
    onError: (_context, _id, _payload, errors) => formatErrors(errors, parts.formatError),
  });

  function overCount(context: Context<Record<string, unknown>, StreamSocket>) {
    const { subscriptions } = parts.limits;
    if (Object.keys(context.subscriptions).length <= subscriptions) return null;
    return new GraphQLError(`A socket holds at most ${subscriptions} subscriptions: open another.`, {
      extensions: { code: 'LIMIT_EXCEEDED' },
    });
  }

  function subscribe({ peer, operationId, plan, position }: Placed) {
    let leave: (() => void) | null = null;
    const iterator = createSilentIterator(() => leave?.());
    if (!peer.principal || peer.ended) void iterator.return();
    else {
      const outlet = createSocketOutlet(peer.socket, operationId, iterator.fail);
      leave = fanOut.subscribe(plan, position, peer.principal, outlet);
    }
    return iterator;
  }

  function formatted(result: ExecutionResult) {
    return result.errors ? { ...result, errors: formatErrors(result.errors, parts.formatError) } : undefined;
  }

  const server = new WebSocketServer({
    noServer: true,
    maxPayload: parts.limits.bytes,
    // what does not speak ours is let in, to be told so by 4406
    handleProtocols: (offered) => handleProtocols(offered) || ([...offered][0] ?? false),
    clientTracking: false,
  });

  return {
    handleUpgrade(request, socket, head) {
      if (!originAllowed(request, parts.allowedOrigins ?? [])) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (webSocket) => {
        const peer = connectSocket(protocol, webSocket, request, parts.log);
        open.add(peer);
        webSocket.once('close', () => {
          open.delete(peer);
          watch.remove(peer);
        });
      });
    },
    size: () => ({ sockets: open.size, ...fanOut.size() }),
    async close() {
      watch.stop();
      for (const peer of open) endSocket(peer, 1001, 'The server is going away: connect again.');
      const end = performance.now() + CLOSING_MS;
      while (open.size > 0 && performance.now() < end) await pause(10);
      for (const peer of open) peer.socket.terminate();
      fanOut.stop();
      server.close();
    },
  };
}
