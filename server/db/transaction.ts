import type pg from 'pg';
import type { Tx } from './database.js';

/** SQLSTATEs after which the same transaction may be tried again: serialization failure, deadlock. */
const RETRYABLE = new Set(['40001', '40P01']);
const ATTEMPTS = 5;

/**
 * Runs `work` in one READ COMMITTED transaction for `actor` and commits it; rolls back and rethrows what it throws.
 * No deadline cuts it off. A deadlock or serialization failure runs it again, so `work` must have no effect outside the database.
 */
export async function transaction<Result>(
  pool: pg.Pool,
  actor: string,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(pool, actor, work);
    } catch (error) {
      if (attempt >= ATTEMPTS || !RETRYABLE.has((error as { code?: string }).code ?? '')) throw error;
    }
  }
}

async function once<Result>(pool: pg.Pool, actor: string, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin; set local statement_timeout = 0');
    const tx: Tx = {
      actor,
      at: await readInstant(client),
      async query<Row>(sql: string, parameters?: readonly unknown[]) {
        const result = await client.query(sql, parameters as unknown[]);
        return result.rows as Row[];
      },
    };
    const result = await work(tx);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

async function readInstant(client: pg.PoolClient): Promise<Date> {
  const result = await client.query<{ at: Date }>(`select date_trunc('milliseconds', clock_timestamp()) as at`);
  return (result.rows[0] as { at: Date }).at;
}
