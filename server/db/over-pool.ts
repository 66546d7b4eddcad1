import type pg from 'pg';
import { answeredWithin } from './answered-within.js';
import type { Db } from './database.js';

/**
 * Reads through whichever connection of a pool is free; no deadline of an operation ends it. A statement without an
 * answer for `silenceMs` (0: however long) rejects, and its connection is closed.
 */
export function overPool(pool: pg.Pool, silenceMs = 0): Db {
  return {
    async query<Row>(sql: string, parameters?: readonly unknown[]) {
      const result = await pool.query(answeredWithin(silenceMs, sql, parameters));
      return result.rows as Row[];
    },
  };
}
