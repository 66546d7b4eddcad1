import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartRefused } from '../../start-refused.js';
import { chooseAccount } from './account.js';
import { createCluster } from './create-cluster.js';
import { databaseUrl } from './database-url.js';
import { findBinaries } from './find-binaries.js';
import { freePort } from './free-port.js';
import { holdLock } from './hold-lock.js';
import { keepRunning } from './keep-running.js';
import { openFolder } from './open-folder.js';
import { readPostmaster, whoIs } from './postmaster.js';
import { stopPostmaster } from './run-postmaster.js';
import { chooseSocketFolder } from './socket-folder.js';

/** What to run. `tcp` also listens on a port of 127.0.0.1; `settings` are PostgreSQL's own; `log` hears of restarts. */
export interface EmbeddedOptions {
  dataDir: string;
  tcp?: boolean;
  settings?: Record<string, string>;
  log?: (sentence: string) => void;
}

/** A running PostgreSQL. `url` is the owner's; `stop` ends it fast and orderly, `kill` at once: it recovers when started again. */
export interface Embedded {
  url: string;
  stop(): Promise<void>;
  kill(): void;
}

/**
 * Runs a PostgreSQL in `dataDir`/postgres, made when missing, adopted when it outlived its parent, started again when it dies.
 * @throws StartRefused when another process runs it, or no PostgreSQL can be run here
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { tcp = false, log = () => undefined } = options;
  const dataDir = await openFolder(options.dataDir);
  const cluster = join(dataDir, 'postgres');
  const lock = await holdLock(join(dataDir, 'postgres.lock'));
  if (typeof lock === 'number') {
    throw new StartRefused(
      `Process ${lock} already runs the database in ${dataDir}: stop it, set DATABASE_URL to what it printed, or set DATA_DIR to another folder.`,
    );
  }
  try {
    const account = await chooseAccount(cluster);
    const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EACCES') return null;
      throw new StartRefused(
        `The database in ${cluster} belongs to another user: start Accord as that user, or set DATA_DIR to another folder.`,
      );
    });
    const binaries = await findBinaries(account, version === null ? null : Number(version));
    const socketFolder = await chooseSocketFolder(account, cluster);
    const passwordFile = join(dataDir, 'postgres.password');
    const left = await readPostmaster(cluster);
    const usable =
      left !== null && (left.listens !== '') === tcp && (await readFile(passwordFile).catch(() => null)) !== null;
    if (left && !usable && (await whoIs(cluster, left.pid)) === 'ours') await stopPostmaster(left.pid);
    const password = await createCluster(account, binaries, cluster, passwordFile);
    const portFile = join(dataDir, 'postgres.port');
    const lastPort = Number(await readFile(portFile, 'utf8').catch(() => 0));
    const port = !tcp
      ? 5432
      : usable && (await whoIs(cluster, left.pid)) === 'ours'
        ? left.port
        : await freePort(lastPort);
    if (tcp) await writeFile(portFile, String(port));
    const logFile = join(dataDir, 'postgres.log');
    const server = await keepRunning(
      { account, binaries, cluster, socketFolder, port, tcp, logFile, settings: options.settings ?? {} },
      log,
    );
    const stop = async () => {
      await server.stop();
      if (socketFolder !== cluster) await rm(socketFolder, { recursive: true, force: true });
      await lock.release();
    };
    return { url: databaseUrl(password, tcp ? { port } : { socketFolder }), stop, kill: server.kill };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
