import { zoneOfFiles } from '../../../core/definitions/tree-time-zone.js';
import type { Tx } from '../../db/database.js';
import { cancelJob } from '../../jobs/cancel-job.js';
import type { Merging } from '../merging.js';
import { requestBacktest } from './request-backtest.js';

const DAYS = 90;

/** Asks for the report of a pull request's effect over the last 90 days; one of another effect that is still being made is ended. */
export async function askForImpact(tx: Tx, number: number, merging: Merging): Promise<void> {
  const stale = await tx.query<{ jobId: string }>(
    `select j.id as "jobId" from impacts i join jobs j on j.id = i.job_id
     where i.pull_request = $1 and i.effect <> $2 and j.state in ('QUEUED', 'RUNNING')`,
    [number, merging.effect],
  );
  for (const { jobId } of stale) await cancelJob(tx, jobId);
  await requestBacktest(tx, {
    baseCommit: merging.main,
    files: merging.after,
    window: { from: new Date(tx.at.getTime() - DAYS * 86_400_000), to: tx.at, timeZone: zoneOfFiles(merging.before) },
    pullRequest: number,
    effect: merging.effect,
  });
}
