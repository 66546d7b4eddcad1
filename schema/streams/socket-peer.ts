import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { StreamPeer } from './stream-peer.js';

const GRACE_MS = 2_000;

/** Bytes of a close frame's reason (RFC 6455, 5.5.1), and characters that fit them in any script. */
const REASON_BYTES = 123;
const REASON_FITS = 40;

/** A WebSocket of the streams. */
export interface SocketPeer extends StreamPeer {
  readonly socket: WebSocket;
  /** What the WebSocket is carried by. */
  readonly connection: Socket;
  /** The header of the handshake, for clients that send no other. */
  readonly handshakeAuthorization: string | undefined;
  /** What is under way, by the ids the client gave. */
  readonly operations: Map<string, { end(): void }>;
  /** Ends it where `connection_init` does not come in time; null once it has come. */
  initTimer: NodeJS.Timeout | null;
}

interface State extends SocketPeer {
  ended: boolean;
  /** Whether anything was heard since that was asked last. */
  heard: boolean;
}

/** What sockets can do, once for all of them: closures of each would be memory of thousands. */
const verbs: Pick<SocketPeer, 'provesAlive' | 'end'> & ThisType<State> = {
  provesAlive() {
    const proven = this.heard;
    this.heard = false;
    this.socket.ping();
    return proven;
  },
  end(code, reason) {
    if (!finish(this)) return;
    this.socket.close(code, Buffer.byteLength(reason) > REASON_BYTES ? reason.slice(0, REASON_FITS) : reason);
    const cut = setTimeout(() => this.socket.terminate(), GRACE_MS);
    this.socket.once('close', () => clearTimeout(cut));
  },
};

/**
 * Watches over a WebSocket: its operations end when it is closed from either side, nothing is read of it after, and a peer
 * that does not answer our close is cut off after 2 s. The request is not kept: it is half of what a socket costs.
 */
export function createSocketPeer(
  socket: WebSocket,
  request: IncomingMessage,
  on: { message(peer: SocketPeer, text: string): void; closed(peer: SocketPeer): void },
): SocketPeer {
  const peer: State = Object.setPrototypeOf(
    {
      socket,
      connection: request.socket,
      handshakeAuthorization: request.headers.authorization,
      operations: new Map(),
      principal: null,
      authorization: '',
      initTimer: null,
      heard: true,
      ended: false,
    } satisfies Omit<State, keyof typeof verbs>,
    verbs,
  );
  socket.on('message', (data) => {
    peer.heard = true;
    if (!peer.ended) on.message(peer, String(data));
  });
  socket.on('pong', () => {
    peer.heard = true;
  });
  socket.on('error', ignore);
  socket.on('close', () => {
    finish(peer);
    on.closed(peer);
  });
  return peer;
}

function finish(peer: State): boolean {
  if (peer.ended) return false;
  peer.ended = true;
  if (peer.initTimer) clearTimeout(peer.initTimer);
  for (const operation of [...peer.operations.values()]) operation.end();
  return true;
}

/** A socket that fails is closed next. */
function ignore() {}
