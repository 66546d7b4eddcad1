import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseUrl } from './database-url.js';
import { readPostmaster, whoIs } from './postmaster.js';

/** The URL of the embedded PostgreSQL that another process runs in `dataDir` now, or null when none does. */
export async function findRunning(dataDir: string): Promise<string | null> {
  const folder = await realpath(dataDir).catch(() => null);
  if (folder === null) return null;
  const cluster = join(folder, 'postgres');
  const [server, password] = await Promise.all([
    readPostmaster(cluster),
    readFile(join(folder, 'postgres.password'), 'utf8').catch(() => null),
  ]);
  if (!server?.ready || password === null || (await whoIs(cluster, server.pid)) !== 'ours') return null;
  const socketFolder = server.socketFolder.startsWith('/proc/') ? cluster : server.socketFolder;
  return databaseUrl(password.trim(), server.listens === '' ? { socketFolder } : { port: server.port });
}
