import { recordAudit } from '../audit/record-audit.js';
import type { Tx } from '../db/database.js';
import type { JobState } from '../entities/job.entity.js';

/** Why a job is not cancelled. */
export interface JobProblem {
  code: 'NOT_FOUND' | 'CONFLICT';
  field: string[];
  message: string;
  hint: string | null;
}

/**
 * Cancels a job: at once where nobody works on it, else within a second or two. A second time does nothing. NOT_FOUND:
 * no such job; CONFLICT: it is over.
 */
export async function cancelJob(tx: Tx, id: string): Promise<{ userErrors: JobProblem[]; jobId: string | null }> {
  const [job] = await tx.query<{ state: JobState; held: boolean; cancelling: boolean }>(
    `select state, cancelling, coalesce(lease_until > clock_timestamp(), false) as held from jobs where id = $1 for update`,
    [id],
  );
  if (!job) return refused('NOT_FOUND', `There is no job ${id}.`, null);
  if (job.state === 'SUCCEEDED' || job.state === 'FAILED') {
    return { ...refused('CONFLICT', `The job is over: ${job.state.toLowerCase()}.`, null), jobId: id };
  }
  if (job.state === 'CANCELLED' || job.cancelling) return { userErrors: [], jobId: id };
  await tx.query(job.state === 'RUNNING' && job.held ? ASK : END, [id]);
  await recordAudit(tx, { action: 'job.cancelled', subject: id });
  return { userErrors: [], jobId: id };
}

function refused(code: JobProblem['code'], message: string, hint: string | null) {
  return { userErrors: [{ code, field: ['id'], message, hint }], jobId: null };
}

const ASK = 'update jobs set cancelling = true, version = version + 1 where id = $1';
const END = `
  update jobs set cancelling = true, state = 'CANCELLED', finished_at = clock_timestamp(), worker = null,
    lease_until = null, version = version + 1
  where id = $1`;
