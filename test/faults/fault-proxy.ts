import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { Transform } from 'node:stream';

/** A TCP proxy that harms what goes through it. */
export interface FaultProxy {
  port: number;
  /** Each piece of data comes so much later, either way. */
  delay(ms: number): void;
  /** At most so many bytes a second on each connection; 0: as many as there are. */
  limit(bytesPerSecond: number): void;
  /** Breaks all connections. */
  reset(): void;
  /** Swallows what is sent on the connections there are, for ever, and on new ones until `heal`. */
  swallow(): void;
  /** New connections work again as if nothing had been; those that were swallowed stay so. */
  heal(): void;
  close(): Promise<void>;
}

/** Starts a proxy on a free port of 127.0.0.1 before the server at `target`. */
export async function startFaultProxy(target: { host: string; port: number }): Promise<FaultProxy> {
  let delayMs = 0;
  let bytesPerSecond = 0;
  let swallowing = false;
  const pairs = new Set<{ sockets: Socket[]; swallowed: boolean }>();

  function harm(pair: { swallowed: boolean }): Transform {
    return new Transform({
      transform(chunk: Buffer, _encoding, done) {
        if (pair.swallowed) return done();
        const wait = delayMs + (bytesPerSecond > 0 ? (chunk.length / bytesPerSecond) * 1_000 : 0);
        const pass = () => (pair.swallowed ? done() : done(null, chunk));
        if (wait > 0) setTimeout(pass, wait);
        else pass();
      },
    });
  }

  const server = createServer((client) => {
    const upstream = connect(target.port, target.host);
    const pair = { sockets: [client, upstream], swallowed: swallowing };
    pairs.add(pair);
    client.pipe(harm(pair)).pipe(upstream);
    upstream.pipe(harm(pair)).pipe(client);
    for (const socket of pair.sockets) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        pairs.delete(pair);
        for (const each of pair.sockets) each.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    delay(ms) {
      delayMs = ms;
    },
    limit(bytes) {
      bytesPerSecond = bytes;
    },
    reset() {
      for (const { sockets } of pairs) for (const socket of sockets) socket.resetAndDestroy();
    },
    swallow() {
      swallowing = true;
      for (const pair of pairs) pair.swallowed = true;
    },
    heal() {
      swallowing = false;
    },
    async close() {
      for (const { sockets } of pairs) for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
