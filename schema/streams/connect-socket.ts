import type { IncomingMessage } from 'node:http';
import type { Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { StreamSocket } from './stream-socket.js';
import { endSocket } from './stream-socket.js';

/** Gives a WebSocket to the protocol. Nothing is read from it once it has ended, not even what had arrived. */
export function connectSocket(
  protocol: Server<StreamSocket>,
  socket: WebSocket,
  request: IncomingMessage,
  log?: { warn(detail: object, message: string): void },
): StreamSocket {
  const peer: StreamSocket = {
    socket,
    request,
    principal: null,
    authorization: '',
    alive: true,
    ended: false,
    onEnd: () => undefined,
  };
  let closed: ((code: number, reason: string) => Promise<void>) | null = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) =>
        new Promise((resolve) => {
          if (peer.ended) resolve();
          else socket.send(text, () => resolve());
        }),
      close: (code, reason) => endSocket(peer, code ?? 1000, reason ?? ''),
      onMessage: (take) => {
        socket.on('message', async (data) => {
          peer.alive = true;
          if (peer.ended) return;
          try {
            await take(String(data));
          } catch (error) {
            const unexpected = error instanceof Error && error.message.startsWith('Unexpected message of type');
            if (!unexpected) log?.warn({ err: error }, 'a message over a socket failed');
            endSocket(
              peer,
              unexpected ? 4400 : 4500,
              unexpected ? 'Invalid message received' : 'Internal server error',
            );
          }
        });
      },
    },
    peer,
  );
  peer.onEnd = (code, reason) => {
    void closed?.(code, reason);
    closed = null;
  };
  socket.on('pong', () => {
    peer.alive = true;
  });
  socket.on('error', () => undefined);
  socket.once('close', (code, reason) => {
    peer.ended = true;
    peer.onEnd(code, String(reason));
  });
  return peer;
}
