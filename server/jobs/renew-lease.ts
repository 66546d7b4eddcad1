import type { Db } from '../db/database.js';
import { LEASE_SECONDS } from './claim-job.js';

/** Keeps a job this worker's. Null: it no longer is; else whether somebody asked to cancel it. */
export async function renewLease(db: Db, id: string, worker: string): Promise<{ cancelling: boolean } | null> {
  const [job] = await db.query<{ cancelling: boolean }>(
    `update jobs set lease_until = clock_timestamp() + interval '${LEASE_SECONDS} seconds'
     where id = $1 and worker = $2 and state = 'RUNNING' returning cancelling`,
    [id, worker],
  );
  return job ?? null;
}
