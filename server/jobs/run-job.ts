import type { Db } from '../db/database.js';
import { type ClaimedJob, LEASE_SECONDS } from './claim-job.js';
import { finishJob, giveBackJob } from './finish-job.js';
import { JobFailed } from './job-failed.js';
import type { JobEnd, JobRun, JobWork } from './job-work.js';
import { renewLease } from './renew-lease.js';
import { reportProgress } from './report-progress.js';

const RENEW_MS = 1_000;
/** After so many beginnings without a step forward a job has failed: it may be what ends its processes. */
const ATTEMPTS = 5;
const TRIES_OF_SURPRISES = 3;

type Stop = 'cancelled' | 'lost' | 'stopping';

/** Does a claimed job and writes what came of it; `stopping` gives it back for another process to go on. */
export async function runJob(
  parts: { db: Db; worker: string; stopping: AbortSignal; onError: (error: unknown) => void },
  job: ClaimedJob,
  work: JobWork,
): Promise<void> {
  const { db, worker, stopping, onError } = parts;
  const abort = new AbortController();
  const stop = (why: Stop) => abort.abort(why);
  const onStopping = () => stop('stopping');
  stopping.addEventListener('abort', onStopping);
  if (job.cancelling) stop('cancelled');
  if (stopping.aborted) stop('stopping');
  let renewed = performance.now();
  const lease = setInterval(() => {
    renewLease(db, job.id, worker).then(
      (held) => {
        renewed = performance.now();
        if (!held) stop('lost');
        else if (held.cancelling) stop('cancelled');
      },
      () => {
        if (performance.now() - renewed > LEASE_SECONDS * 1_000) stop('lost');
      },
    );
  }, RENEW_MS);
  const run: JobRun = {
    id: job.id,
    input: job.input,
    cursor: job.cursor,
    signal: abort.signal,
    async report(progress) {
      if (!(await reportProgress(db, job.id, worker, progress))) stop('lost');
      abort.signal.throwIfAborted();
    },
  };
  try {
    if (job.attempts > ATTEMPTS) throw new JobFailed(`It was begun ${ATTEMPTS} times and never got further.`);
    abort.signal.throwIfAborted();
    const end = (await work(run)) as JobEnd | undefined;
    const done = { state: 'SUCCEEDED', message: end?.message ?? null, result: end?.result ?? null } as const;
    await finishJob(db, job.id, worker, done);
  } catch (error) {
    await settle(error, abort.signal.aborted ? (abort.signal.reason as Stop) : null).catch(onError);
  } finally {
    clearInterval(lease);
    stopping.removeEventListener('abort', onStopping);
  }

  async function settle(error: unknown, stopped: Stop | null): Promise<void> {
    if (stopped === 'lost') return;
    if (stopped === 'stopping') return giveBackJob(db, job.id, worker, 0);
    if (stopped === 'cancelled') return end('CANCELLED', null);
    if (error instanceof JobFailed) return end('FAILED', error.message);
    onError(error);
    if (job.attempts < TRIES_OF_SURPRISES) return giveBackJob(db, job.id, worker, 2 ** job.attempts);
    return end('FAILED', `Something went wrong here; the log of the server tells of it beside ${job.id}.`);
  }

  function end(state: 'CANCELLED' | 'FAILED', message: string | null): Promise<void> {
    return finishJob(db, job.id, worker, { state, message, result: null });
  }
}
