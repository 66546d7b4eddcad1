import type { Db } from '../db/database.js';
import { CallerError } from '../errors.js';

/** Timers of one duration share a list in Node; of a duration each they would cost a tenth of a page. */
const GRAIN_MS = 100;

/**
 * The same database for the reading of one operation: `ms` after its first question (rounded up to 0.1 s) everything
 * rejects with TIMEOUT, what is under way too. The statement itself is ended by the connection's `statement_timeout`.
 */
export function withinDeadline(db: Db, ms: number): Db {
  const waiting = new Set<(error: Error) => void>();
  let end = 0;
  let timer: NodeJS.Timeout | undefined;

  function rejectAll(): void {
    for (const reject of waiting) reject(tooLate(ms));
    waiting.clear();
  }

  return {
    query<Row>(sql: string, parameters?: readonly unknown[]) {
      const now = performance.now();
      if (end === 0) end = now + ms;
      if (now >= end) return Promise.reject(tooLate(ms));
      return new Promise<Row[]>((resolve, reject) => {
        if (waiting.size === 0) timer = setTimeout(rejectAll, Math.ceil((end - now) / GRAIN_MS) * GRAIN_MS);
        waiting.add(reject);
        const settle = () => {
          if (waiting.delete(reject) && waiting.size === 0) clearTimeout(timer);
        };
        db.query<Row>(sql, parameters).then(
          (rows) => {
            settle();
            resolve(rows);
          },
          (error: unknown) => {
            settle();
            reject(error);
          },
        );
      });
    },
  };
}

function tooLate(ms: number): CallerError {
  return new CallerError('TIMEOUT', `This took longer than ${ms / 1000} s: ask for less at once.`);
}
