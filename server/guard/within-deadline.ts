import type { Db } from '../db/database.js';
import { CallerError } from '../errors.js';

/**
 * The same database for the reading of one operation: `ms` after its first question everything rejects with TIMEOUT, what
 * is under way too. Whether the statement itself still runs is for the connection's `statement_timeout`.
 */
export function withinDeadline(db: Db, ms: number): Db {
  let end: number | null = null;
  return {
    async query<Row>(sql: string, parameters?: readonly unknown[]) {
      end ??= performance.now() + ms;
      const left = end - performance.now();
      if (left <= 0) throw tooLate(ms);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(tooLate(ms)), left);
      });
      try {
        return await Promise.race([db.query<Row>(sql, parameters), late]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

function tooLate(ms: number): CallerError {
  return new CallerError('TIMEOUT', `This took longer than ${ms / 1000} s: ask for less at once.`);
}
