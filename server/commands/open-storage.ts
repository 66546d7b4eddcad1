import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { Connection } from '../db/connect.js';
import { connect } from '../db/connect.js';
import { holdLock } from '../db/embedded/hold-lock.js';
import { openFolder } from '../db/embedded/open-folder.js';
import { migrate } from '../db/migrate.js';
import { probePort } from '../probe-port.js';
import { StartRefused } from '../start-refused.js';
import type { Started } from '../stop-in-reverse.js';
import { openDatabase } from './open-database.js';

const STATEMENT_GRACE_MS = 250;

/** Where a server keeps what it knows. */
export interface Storage {
  dataDir: string;
  connection: Connection;
  /** Ends the embedded database at once. */
  kill(): void;
}

/** Takes the data directory for this process, runs or reaches the database and brings its schema up to date. @throws StartRefused */
export async function openStorage(config: Config, log: Logger, started: Started): Promise<Storage> {
  const dataDir = await openFolder(config.dataDir);
  const lock = await holdLock(join(dataDir, 'accord.lock'));
  if (typeof lock === 'number') {
    throw new StartRefused(
      `Another Accord server (process ${lock}) already runs on ${dataDir}: stop it, or set DATA_DIR (and PORT) to others.`,
    );
  }
  await started.add('lock', lock, (held) => held.release());
  await probePort(config.host, config.port);
  const database = await openDatabase(config, (sentence) => log.warn(sentence));
  await started.add('database', database, (held) => held.stop());
  for (const name of await migrate(database.url)) log.info({ migration: name }, 'migrated');
  const connection = await started.add(
    'connection',
    await connect({ url: database.url, statementMs: statementLimit(config.limits.operationMs) }),
    (held) => held.close(),
  );
  return { dataDir, connection, kill: database.kill };
}

/** The operation's own deadline speaks first; the database only ends what went on behind it. 0: neither. */
function statementLimit(operationMs: number): number {
  return operationMs === 0 ? 0 : operationMs + STATEMENT_GRACE_MS;
}
