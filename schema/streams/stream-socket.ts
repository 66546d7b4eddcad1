import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Principal } from '../../server/auth/principal.js';

const GRACE_MS = 2_000;

/** A WebSocket of the streams and who is behind it. */
export interface StreamSocket {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** Null until `connection_init` was accepted. */
  principal: Principal | null;
  /** What the principal was told by; asked again from time to time. */
  authorization: string;
  /** Whether it was heard of since the last ping. */
  alive: boolean;
  ended: boolean;
  /** Unregisters its subscriptions. */
  onEnd(code: number, reason: string): void;
}

/** Closes a socket for a reason of ours: nothing is sent after this, and a peer that does not answer is cut off. */
export function endSocket(peer: StreamSocket, code: number, reason: string): void {
  if (peer.ended) return;
  peer.ended = true;
  peer.onEnd(code, reason);
  peer.socket.close(code, reason);
  const cut = setTimeout(() => peer.socket.terminate(), GRACE_MS);
  peer.socket.once('close', () => clearTimeout(cut));
}
