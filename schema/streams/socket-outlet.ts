import { frameTexts } from './frame-texts.js';
import type { SocketPeer } from './socket-peer.js';
import type { Outlet } from './subscriber.js';

/** Bytes that may wait in a socket before its subscriptions are held back. */
const FULL = 512 * 1024;
const ROOM = 64 * 1024;
const LOOK_EVERY_MS = 50;

/**
 * The outlet of one operation of a graphql-transport-ws socket. Frames are written to the connection itself, many in one
 * piece: `ws` writes its own whole and at once too, since nothing is compressed, so that they never mix.
 */
export function createSocketOutlet(
  peer: SocketPeer,
  operationId: string,
  end: { complete(): void; fail(error: unknown): void },
): Outlet {
  const { socket, connection } = peer;
  const id = JSON.stringify(operationId);
  const head = Buffer.from(`{"id":${id},"type":"next","payload":`);
  let held: Buffer[] | null = null;
  let bytes = 0;

  function write(payloads: readonly Buffer[]) {
    if (payloads.length > 0 && socket.readyState === socket.OPEN) connection.write(frameTexts(head, payloads));
  }

  return {
    get full() {
      return socket.bufferedAmount + bytes > FULL;
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
    begin() {
      held = [];
    },
    flush() {
      write(held ?? []);
      held = null;
      bytes = 0;
    },
    next(payload) {
      if (!held) return write([payload]);
      held.push(payload);
      bytes += head.length + payload.length;
    },
    checkpoint: (cursor) => socket.send(`{"type":"ping","payload":{"checkpoints":{${id}:"${cursor}"}}}`),
    // pings of the socket do that
    beat: () => undefined,
    complete: end.complete,
    fail: end.fail,
  };
}
