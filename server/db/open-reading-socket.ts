import net from 'node:net';
import type { Duplex } from 'node:stream';

/** Sockets whose readers copy what they keep. */
const lending = new WeakSet<Duplex>();
const BYTES = 131_072;

/**
 * A socket that reads into the same memory again and again. Who listens gets a copy, as of any socket, unless it is lent: then
 * what comes is there until the next comes. Hundreds of megabytes leave nothing to be collected so. With TLS it is a usual one.
 */
export function openReadingSocket({ ssl }: { ssl?: unknown } = {}): net.Socket {
  if (ssl) return new net.Socket();
  const socket = new net.Socket({
    onread: {
      buffer: Buffer.allocUnsafeSlow(BYTES),
      callback(length, memory) {
        const read = Buffer.from(memory.buffer, memory.byteOffset, length);
        socket.emit('data', lending.has(socket) ? read : Buffer.from(read));
        return true;
      },
    },
  });
  return socket;
}

/** Lets a reader have the memory itself, or no more. Of a socket that is not of this kind nothing changes. */
export function lendMemory(stream: Duplex, lends: boolean): void {
  if (lends) lending.add(stream);
  else lending.delete(stream);
}
