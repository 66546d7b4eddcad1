import type { Db } from '../db/database.js';

/** Forgets jobs that ended a week ago; those with a key stay, so that what was done once is not done again. */
export async function dropOldJobs(db: Db): Promise<void> {
  await db.query(`delete from jobs where finished_at < clock_timestamp() - interval '7 days' and key is null`);
}
