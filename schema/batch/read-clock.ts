import type { Db } from '../../server/db/database.js';

/** The database clock, to the millisecond. */
export async function readClock(db: Db): Promise<Date> {
  const [row] = await db.query<{ at: Date }>(`select date_trunc('milliseconds', clock_timestamp()) as at`);
  return (row as { at: Date }).at;
}
