import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { StreamPeer } from './stream-peer.js';

const GRACE_MS = 2_000;

/** A WebSocket of the streams. */
export interface SocketPeer extends StreamPeer {
  readonly socket: WebSocket;
  /** What the WebSocket is carried by. */
  readonly connection: Socket;
  /** The header of the handshake, for clients that send no other. */
  readonly handshakeAuthorization: string | undefined;
}

/**
 * Watches over a WebSocket. `onEnd` is called once, when it is closed from either side, so that its subscriptions end;
 * a peer that does not answer our close is cut off after 2 s. The request is not kept: it is half of what a socket costs.
 */
export function createSocketPeer(
  socket: WebSocket,
  request: IncomingMessage,
  onEnd: (code: number, reason: string) => void,
): SocketPeer {
  let ended = false;
  let alive = true;
  const hear = () => {
    alive = true;
  };
  const finish = (code: number, reason: string) => {
    if (ended) return false;
    ended = true;
    onEnd(code, reason);
    return true;
  };
  socket.on('message', hear);
  socket.on('pong', hear);
  socket.on('error', () => undefined);
  socket.once('close', (code, reason) => finish(code, String(reason)));

  return {
    socket,
    connection: request.socket,
    handshakeAuthorization: request.headers.authorization,
    principal: null,
    authorization: '',
    get ended() {
      return ended;
    },
    provesAlive() {
      const proven = alive;
      alive = false;
      socket.ping();
      return proven;
    },
    end(code, reason) {
      if (!finish(code, reason)) return;
      socket.close(code, reason);
      const cut = setTimeout(() => socket.terminate(), GRACE_MS);
      socket.once('close', () => clearTimeout(cut));
    },
  };
}
