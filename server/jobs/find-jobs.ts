import type { Db } from '../db/database.js';
import type { Job } from '../entities/job.entity.js';

/** A job as the API shows it. */
export type JobRow = Pick<
  Job,
  'id' | 'kind' | 'state' | 'total' | 'done' | 'message' | 'result' | 'startedAt' | 'finishedAt' | 'version'
>;

/** Jobs by id, in the order of the ids; null for each there is not. */
export async function findJobs(db: Db, ids: readonly string[]): Promise<(JobRow | null)[]> {
  const rows = await db.query<JobRow>(`${SELECT} where id = any($1)`, [ids]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}

const SELECT = `
  select id, kind, state, total, done, message, result, started_at as "startedAt", finished_at as "finishedAt", version
  from jobs`;
