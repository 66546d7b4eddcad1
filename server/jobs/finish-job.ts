import type { Db } from '../db/database.js';
import type { JobState } from '../entities/job.entity.js';

/** Ends a job that is still this worker's; of another's nothing is changed. */
export async function finishJob(
  db: Db,
  id: string,
  worker: string,
  end: { state: Exclude<JobState, 'QUEUED' | 'RUNNING'>; message: string | null; result: string | null },
): Promise<void> {
  await db.query(FINISH, [id, worker, end.state, end.message, end.result]);
}

/** Gives a job back to be claimed again after `delaySeconds`, by whichever process, from its cursor on. */
export async function giveBackJob(db: Db, id: string, worker: string, delaySeconds: number): Promise<void> {
  await db.query(GIVE_BACK, [id, worker, delaySeconds]);
}

const FINISH = `
  update jobs set state = $3, message = coalesce($4, message), result = $5, finished_at = clock_timestamp(),
    done = case when $3 = 'SUCCEEDED' then coalesce(total, done) else done end,
    worker = null, lease_until = null, version = version + 1
  where id = $1 and worker = $2 and state = 'RUNNING'`;

const GIVE_BACK = `
  update jobs set state = 'QUEUED', worker = null, lease_until = null,
    run_after = clock_timestamp() + make_interval(secs => $3), version = version + 1
  where id = $1 and worker = $2 and state = 'RUNNING'`;
