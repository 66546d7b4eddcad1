import type { Db } from '../db/database.js';
import type { JobProgress } from './job-work.js';

/** Writes how far a job is, if it is still this worker's; a step that is reported with a cursor counts as begun anew. */
export async function reportProgress(db: Db, id: string, worker: string, progress: JobProgress): Promise<boolean> {
  const { done = null, total = null, message = null, cursor } = progress;
  const rows = await db.query(REPORT, [
    id,
    worker,
    done,
    total,
    message,
    cursor === undefined ? null : JSON.stringify(cursor),
  ]);
  return rows.length === 1;
}

const REPORT = `
  update jobs set done = coalesce($3, done), total = coalesce($4, total), message = coalesce($5, message),
    cursor = coalesce($6::jsonb, cursor), attempts = case when $6::jsonb is null then attempts else 1 end,
    version = version + 1
  where id = $1 and worker = $2 and state = 'RUNNING' returning id`;
