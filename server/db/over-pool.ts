import type pg from 'pg';
import type { Db } from './database.js';

/** Reads through whichever connection of a pool is free; no deadline of an operation ends it. */
export function overPool(pool: pg.Pool): Db {
  return {
    async query<Row>(sql: string, parameters?: readonly unknown[]) {
      const result = await pool.query(sql, parameters as unknown[]);
      return result.rows as Row[];
    },
  };
}
