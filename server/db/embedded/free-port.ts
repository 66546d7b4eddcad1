import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that systems lend to outgoing connections: of those one may be lent to somebody while its server is down. */
const LOWEST = 20_000;
const BEYOND = 32_000;
const TRIES = 20;

/** A TCP port on loopback nobody listens on: `wanted` when it is free, else one that will be free again when it is wanted. */
export async function freePort(wanted = 0): Promise<number> {
  if (wanted !== 0 && (await isFree(wanted))) return wanted;
  for (let tried = 0; tried < TRIES; tried++) {
    const port = randomInt(LOWEST, BEYOND);
    if (await isFree(port)) return port;
  }
  throw new Error(`no port of 127.0.0.1 is free: ${TRIES} from ${LOWEST} to ${BEYOND} were tried`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
