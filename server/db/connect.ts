import pg from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source-options.js';
import type { Db } from './database.js';
import { overPool } from './over-pool.js';
import { APP_ROLE, typeParsers } from './type-parsers.js';

/** One process's way to the database, as the application role. */
export interface Connection {
  db: Db;
  /** TypeORM over the same pool, for entities and simple reads. */
  orm: DataSource;
  /** The pool itself, for transactions, COPY and LISTEN. */
  pool: pg.Pool;
  /** Owner rights: migrations, partitions, retention. Short work only. */
  owner: Db;
  url: string;
  close(): Promise<void>;
}

/** A connection on which nothing comes back, behind a network that swallows all, is given up so long after its deadline. */
const SILENCE_MS = 5_000;

/** How long a connection may take to open, or to become free. */
const CONNECT_MS = 30_000;

/**
 * Opens a pool of `poolSize` connections; throws when the database cannot be reached or is not migrated. With `statementMs`
 * a statement that takes longer is ended by the database, except in a `transaction`.
 */
export async function connect(options: { url: string; poolSize?: number; statementMs?: number }): Promise<Connection> {
  const orm = new DataSource(
    dataSourceOptions(options.url, {
      max: options.poolSize ?? 20,
      connectionTimeoutMillis: CONNECT_MS,
      options: `${APP_ROLE} -c statement_timeout=${options.statementMs ?? 0}`,
      types: typeParsers,
    }),
  );
  await orm.initialize();
  const pool = (orm.driver as unknown as { master: pg.Pool }).master;
  const ownerPool = new pg.Pool({
    connectionString: options.url,
    max: 2,
    idleTimeoutMillis: 5_000,
    connectionTimeoutMillis: CONNECT_MS,
    types: typeParsers,
  });
  for (const each of [pool, ownerPool]) {
    each.on('error', () => undefined);
    each.on('acquire', outliveDisconnect);
  }
  return {
    db: overPool(pool, options.statementMs ? options.statementMs + SILENCE_MS : 0),
    owner: overPool(ownerPool, 0),
    orm,
    pool,
    url: options.url,
    async close() {
      await Promise.all([orm.destroy(), ownerPool.end()]);
    },
  };
}

/** A client in use tells of a lost connection by its query's rejection; without a listener, pg ends the process as well. */
function outliveDisconnect(client: pg.PoolClient): void {
  if (!client.listeners('error').includes(ignore)) client.on('error', ignore);
}

function ignore(): void {}
