import { createServer } from 'node:net';
import { StartRefused } from './start-refused.js';

/** The sentence for why a port could not be listened on, as StartRefused; other errors come back as they are. */
export function explainPort(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new StartRefused(
      `Port ${port} of ${host} is taken by another program: stop it, or set PORT to another port (0 picks a free one).`,
    );
  }
  if (error.code === 'EACCES') {
    return new StartRefused(`Port ${port} needs more rights than this user has: set PORT to 1024 or more.`);
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') {
    return new StartRefused(
      `HOST ${host} is not an address of this machine: use 127.0.0.1, or 0.0.0.0 for all of its addresses.`,
    );
  }
  return error;
}

/** Listens for a moment, so that a taken port is told before anything slow begins. @throws StartRefused */
export function probePort(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => reject(explainPort(error, host, port)));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });
}
