import type { Files } from '../../../core/definitions/tree.js';
import { recordAudit } from '../../audit/record-audit.js';
import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import { enqueueJob } from '../../jobs/enqueue-job.js';

/** A change to be tried on history: the tree as it is at a commit, and the whole tree proposed. */
export interface BacktestRequest {
  baseCommit: string;
  files: Files;
  window: { from: Date; to: Date; timeZone: string };
  pullRequest?: number;
  effect?: string;
}

/** Asks for a report of what the change would have done; it is made as a job. Answers both ids. */
export async function requestBacktest(tx: Tx, request: BacktestRequest): Promise<{ impactId: string; jobId: string }> {
  const { baseCommit, files, window, pullRequest = null, effect = null } = request;
  const impactId = newId('impact', tx.at.getTime());
  const jobId = await enqueueJob(tx, { kind: 'backtest', input: { impact: impactId } });
  await tx.query(
    `insert into impacts (id, job_id, state, pull_request, effect, base_commit, files, window_from, window_to, time_zone,
       created_by, created_at)
     values ($1, $2, 'QUEUED', $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      impactId,
      jobId,
      pullRequest,
      effect,
      baseCommit,
      JSON.stringify(files),
      window.from,
      window.to,
      window.timeZone,
      tx.actor,
      tx.at,
    ],
  );
  const detail = { job: jobId, ...(pullRequest === null ? {} : { pullRequest }) };
  await recordAudit(tx, { action: 'backtest.requested', subject: impactId, detail });
  return { impactId, jobId };
}
