import type { IncomingMessage } from 'node:http';
import type { Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { SocketPeer } from './socket-peer.js';
import { createSocketPeer } from './socket-peer.js';

/** Gives a WebSocket to the protocol. Nothing is read from it once it has ended, not even what had arrived. */
export function connectSocket(
  protocol: Server<SocketPeer>,
  socket: WebSocket,
  request: IncomingMessage,
  log?: { warn(detail: object, message: string): void },
): SocketPeer {
  let closed: ((code: number, reason: string) => Promise<void>) | null = null;
  const peer = createSocketPeer(socket, request, (code, reason) => void closed?.(code, reason));

  function fail(error: unknown) {
    const unexpected = error instanceof Error && error.message.startsWith('Unexpected message of type');
    if (!unexpected) log?.warn({ err: error }, 'a message over a socket failed');
    if (unexpected) peer.end(4400, 'Invalid message received');
    else peer.end(4500, 'Internal server error');
  }

  closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) =>
        new Promise((resolve) => {
          if (peer.ended) resolve();
          else socket.send(text, () => resolve());
        }),
      close: (code, reason) => peer.end(code ?? 1000, reason ?? ''),
      onMessage: (take) => {
        // taking the message of a subscription lasts as long as that: an async function would keep `data` as long
        socket.on('message', (data) => {
          if (!peer.ended) take(String(data)).catch(fail);
        });
      },
    },
    peer,
  );
  return peer;
}
