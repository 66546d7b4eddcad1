import type { SocketPeer } from './socket-peer.js';
import type { Outlet } from './subscriber.js';

/** Bytes that may wait in a socket before its subscriptions are held back. */
const FULL = 512 * 1024;
const ROOM = 64 * 1024;
const LOOK_EVERY_MS = 50;

/** The outlet of one operation of a graphql-transport-ws socket. */
export function createSocketOutlet(
  peer: SocketPeer,
  operationId: string,
  end: { complete(): void; fail(error: unknown): void },
): Outlet {
  const { socket, connection } = peer;
  const id = JSON.stringify(operationId);
  const head = `{"id":${id},"type":"next","payload":`;
  return {
    get full() {
      return socket.bufferedAmount > FULL;
    },
    async drained() {
      if (socket.bufferedAmount <= FULL) return;
      await new Promise<void>((resolve) => {
        const timer = setInterval(() => {
          if (socket.readyState === socket.OPEN && socket.bufferedAmount > ROOM) return;
          clearInterval(timer);
          resolve();
        }, LOOK_EVERY_MS);
      });
    },
    begin: () => connection.cork(),
    flush: () => connection.uncork(),
    next: (payload) => socket.send(`${head}${payload}}`),
    checkpoint: (cursor) => socket.send(`{"type":"ping","payload":{"checkpoints":{${id}:"${cursor}"}}}`),
    // pings of the socket do that
    beat: () => undefined,
    complete: end.complete,
    fail: end.fail,
  };
}
