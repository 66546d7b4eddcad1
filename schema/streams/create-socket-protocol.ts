import type { IncomingMessage } from 'node:http';
import { execute, GraphQLError } from 'graphql';
import type { Message } from 'graphql-ws';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL, MessageType, parseMessage, stringifyMessage } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Principal } from '../../server/auth/principal.js';
import { describeResult } from './describe-result.js';
import type { StreamServices } from './judge-operation.js';
import { judgeOperation } from './judge-operation.js';
import type { OperationRequest } from './secure-operation.js';
import type { SocketOperation } from './socket-operation.js';
import { openSocketOperation } from './socket-operation.js';
import type { SocketPeer } from './socket-peer.js';
import { createSocketPeer } from './socket-peer.js';
import type { StreamParts } from './stream-parts.js';
import type { StreamPeer } from './stream-peer.js';
import type { PeerWatch } from './watch-peers.js';

/** Speaks graphql-transport-ws over a WebSocket from its handshake to its end. */
export type SocketProtocol = (socket: WebSocket, request: IncomingMessage) => void;

/**
 * graphql-transport-ws: operations are judged as over HTTP, subscriptions go to the fan-out, the rest is executed. What a
 * message is, graphql-ws decides; its server is not used, since it keeps each subscription's message, document and an
 * iterator for as long as that lasts: 5 kB, more than the socket itself.
 */
export function createSocketProtocol(
  parts: StreamParts,
  services: StreamServices & { watch: PeerWatch; open: Set<StreamPeer> },
): SocketProtocol {
  const { watch, open } = services;

  function read(peer: SocketPeer, text: string) {
    let message: Message;
    try {
      message = parseMessage(text);
    } catch {
      return peer.end(CloseCode.BadRequest, 'Invalid message received');
    }
    switch (message.type) {
      case MessageType.ConnectionInit:
        if (!peer.initTimer)
          return peer.end(CloseCode.TooManyInitialisationRequests, 'Too many initialisation requests');
        clearTimeout(peer.initTimer);
        peer.initTimer = null;
        return watched(peer, connect(peer, message.payload?.['authorization']));
      case MessageType.Ping:
        return say(peer, { type: MessageType.Pong, ...(message.payload ? { payload: message.payload } : {}) });
      case MessageType.Pong:
        return;
      case MessageType.Subscribe:
        if (!peer.principal) return peer.end(CloseCode.Unauthorized, 'Unauthorized');
        if (peer.operations.has(message.id)) {
          return peer.end(CloseCode.SubscriberAlreadyExists, `Subscriber for ${message.id} already exists`);
        }
        return watched(peer, run(openSocketOperation(peer, message.id, parts.formatError), message.payload));
      case MessageType.Complete:
        return void peer.operations.get(message.id)?.end();
      default:
        return peer.end(CloseCode.BadRequest, 'Invalid message received');
    }
  }

  async function connect(peer: SocketPeer, asked: unknown) {
    const given = asked ?? peer.handshakeAuthorization;
    const principal = typeof given === 'string' ? await parts.authenticate(given) : null;
    if (peer.ended) return;
    if (!principal) return peer.end(CloseCode.Forbidden, 'Forbidden');
    if (!watch.admit(peer, principal, given as string)) {
      return peer.end(4429, 'LIMIT_EXCEEDED: this caller has as many sockets open as it may.');
    }
    say(peer, { type: MessageType.ConnectionAck });
  }

  async function run(operation: SocketOperation, request: OperationRequest) {
    const { peer } = operation;
    const principal = peer.principal as Principal;
    const most = parts.limits.subscriptions;
    if (peer.operations.size > most) {
      const message = `A socket holds at most ${most} operations at a time: open another.`;
      return operation.refuse([new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED' } })]);
    }
    const judgement = await judgeOperation(parts, services, request, principal);
    if ('errors' in judgement) return operation.refuse(judgement.errors);
    if (operation.ended) return;
    if ('execution' in judgement) {
      const result = await execute(judgement.execution);
      return operation.answer(describeResult(result, judgement.spent, parts.formatError));
    }
    operation.leave = judgement.flow(principal, operation);
  }

  /** What is unexpected ends the socket. */
  function watched(peer: SocketPeer, work: Promise<void>) {
    work.catch((error) => {
      parts.log?.warn({ err: error }, 'a message over a socket failed');
      peer.end(CloseCode.InternalServerError, 'Internal server error');
    });
  }

  function closed(peer: SocketPeer) {
    open.delete(peer);
    watch.remove(peer);
  }

  return (socket, request) => {
    const peer = createSocketPeer(socket, request, { message: read, closed });
    open.add(peer);
    if (socket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) {
      peer.end(CloseCode.SubprotocolNotAcceptable, 'Subprotocol not acceptable');
      return;
    }
    peer.initTimer = setTimeout(() => {
      peer.end(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout');
    }, parts.limits.initMs);
  };
}

function say(peer: SocketPeer, message: Message) {
  peer.socket.send(stringifyMessage(message));
}
