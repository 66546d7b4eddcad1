import pg from 'pg';
import type { Db } from './database.js';
import { APP_ROLE, typeParsers } from './type-parsers.js';

/** A connection of its own that reads one state of the database. */
export interface Snapshot extends Db {
  /** What others join this state by; null where it joined another's. */
  name: string;
  close(): Promise<void>;
}

/** Opens a read-only view of one state of the database, the newest or that of `name`; it ends with `close`. */
export async function openSnapshot(url: string, name: string | null = null): Promise<Snapshot> {
  const client = new pg.Client({ connectionString: url, types: typeParsers, options: APP_ROLE });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin isolation level repeatable read read only');
  if (name !== null) await client.query(`set transaction snapshot ${client.escapeLiteral(name)}`);
  const { rows } = await client.query<{ name: string }>('select pg_export_snapshot() as name');
  return {
    name: name ?? (rows[0] as { name: string }).name,
    async query<Row>(sql: string, parameters?: readonly unknown[]) {
      return (await client.query(sql, parameters as unknown[])).rows as Row[];
    },
    close: () => client.end(),
  };
}
