import type { Db } from './database.js';

/** The database clock, in whole milliseconds: the one that decides. */
export async function readClock(db: Db): Promise<Date> {
  const [row] = await db.query<{ at: Date }>(`select date_trunc('milliseconds', clock_timestamp()) as at`);
  return (row as { at: Date }).at;
}
