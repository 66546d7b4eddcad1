import type { ExecutionArgs } from 'graphql';
import { execute, GraphQLError } from 'graphql';
import type { Server } from 'graphql-ws';
import { makeServer } from 'graphql-ws';
import type { Spent } from '../../server/guard/spend-budget.js';
import { describeResult } from './describe-result.js';
import { formatErrors } from './format-errors.js';
import type { Judgement, StreamServices } from './judge-operation.js';
import { judgeOperation } from './judge-operation.js';
import { createSilentIterator } from './silent-iterator.js';
import { createSocketOutlet } from './socket-outlet.js';
import type { SocketPeer } from './socket-peer.js';
import type { StreamParts } from './stream-parts.js';
import type { PeerWatch } from './watch-peers.js';

/** A subscription on its way from the judgement to the fan-out. */
interface Placed {
  peer: SocketPeer;
  operationId: string;
  /** Null once it flows: what it was judged by is kept no longer. */
  flow: Extract<Judgement, { flow: unknown }>['flow'] | null;
}

/** graphql-transport-ws: operations are judged as over HTTP, subscriptions go to the fan-out, the rest is executed. */
export function createSocketProtocol(
  parts: StreamParts,
  services: StreamServices & { watch: PeerWatch },
): Server<SocketPeer> {
  const { watch } = services;

  function subscribe(placed: Placed) {
    const { peer, operationId, flow } = placed;
    placed.flow = null;
    let leave: (() => void) | null = null;
    const iterator = createSilentIterator(() => leave?.());
    const complete = () => void iterator.return();
    if (!peer.principal || peer.ended || !flow) complete();
    else leave = flow(peer.principal, createSocketOutlet(peer, operationId, { complete, fail: iterator.fail }));
    return iterator;
  }

  return makeServer<Record<string, unknown>, SocketPeer>({
    connectionInitWaitTimeout: parts.limits.initMs,

    async onConnect({ extra: peer, connectionParams }) {
      const given = connectionParams?.authorization ?? peer.handshakeAuthorization;
      const principal = typeof given === 'string' ? await parts.authenticate(given) : null;
      if (!principal || peer.ended) return false;
      if (!watch.admit(peer, principal, given as string)) {
        peer.end(4429, 'LIMIT_EXCEEDED: this caller has as many sockets open as it may.');
      }
      return true;
    },

    async onSubscribe({ extra: peer, subscriptions }, operationId, request) {
      if (!peer.principal) return [new GraphQLError('Connect first.', { extensions: { code: 'UNAUTHENTICATED' } })];
      const most = parts.limits.subscriptions;
      if (Object.keys(subscriptions).length > most) {
        const message = `A socket holds at most ${most} operations at a time: open another.`;
        return [new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED' } })];
      }
      const judgement = await judgeOperation(parts, services, request, peer.principal);
      if ('errors' in judgement) return judgement.errors;
      if ('execution' in judgement) return judgement.execution;
      const { document, operationName } = judgement.operation;
      const placed: Placed = { peer, operationId, flow: judgement.flow };
      return { schema: parts.schema, document, operationName, contextValue: placed };
    },

    subscribe: (args) => subscribe(args.contextValue as Placed),
    execute: (args) => execute(args as ExecutionArgs),
    onNext: (_context, _id, _payload, args, result) => {
      const { spent = null } = args.contextValue as { spent?: Spent | null };
      return describeResult(result, spent, parts.formatError);
    },
    onError: (_context, _id, _payload, errors) => formatErrors(errors, parts.formatError),
  });
}
