import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Connection } from '../../server/db/connect.js';
import { connect } from '../../server/db/connect.js';

/** A migrated database of its own, empty, and the way to it. */
export interface TestDatabase extends Connection {
  /** Closes the connection and drops the database, whoever else is still connected. */
  drop(): Promise<void>;
}

/** Clones the migrated template (about 50 ms). For `beforeAll`; call `drop()` in `afterAll`. */
export async function createTestDatabase(options: { poolSize?: number } = {}): Promise<TestDatabase> {
  const { url, drop } = await cloneTemplate();
  const connection = await connect({ url, poolSize: options.poolSize ?? 5 });
  return {
    ...connection,
    async drop() {
      await connection.close();
      await drop();
    },
  };
}

/** The clone alone, for a process that makes its own connections. */
export async function cloneTemplate(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin(`create database ${name} template ${required('ACCORD_TEST_TEMPLATE')}`);
  const url = new URL(required('ACCORD_TEST_POSTGRES'));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asAdmin(`drop database ${name} with (force)`) };
}

async function asAdmin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: required('ACCORD_TEST_POSTGRES') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: tests that need PostgreSQL run under jest's project 'real'`);
  return value;
}
