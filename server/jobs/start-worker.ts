import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '../db/database.js';
import { claimJob } from './claim-job.js';
import { dropOldJobs } from './drop-old-jobs.js';
import type { JobWork } from './job-work.js';
import { runJob } from './run-job.js';

/** What does the jobs of a process. */
export interface Worker {
  /** Looks for work now. */
  poke(): void;
  /** Gives back what is being done, for another process to go on, and ends. */
  stop(): Promise<void>;
}

const INTERVAL_MS = 500;
const CLEAN_EVERY_MS = 3_600_000;

/**
 * Does jobs, one of each kind at a time; every process may. `instance` names this process among all. `onError` hears of
 * surprises: jobs that failed for a reason nobody foresaw, a database that is away.
 */
export function startWorker(parts: {
  db: Db;
  works: Readonly<Record<string, JobWork>>;
  instance: string;
  onError: (error: unknown) => void;
}): Worker {
  const { db, works, instance, onError } = parts;
  const stopping = new AbortController();
  let wake = new AbortController();

  async function follow(kind: string, work: JobWork): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const job = await claimJob(db, kind, instance);
        if (job) await runJob({ db, worker: instance, stopping: stopping.signal, onError }, job, work);
        else await sleep(INTERVAL_MS);
      } catch (error) {
        onError(error);
        await sleep(INTERVAL_MS);
      }
    }
  }

  async function clean(): Promise<void> {
    while (!stopping.signal.aborted) {
      await dropOldJobs(db).catch(onError);
      await pause(CLEAN_EVERY_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  }

  function sleep(ms: number): Promise<void> {
    return pause(ms, undefined, { signal: wake.signal }).catch(() => undefined);
  }

  const running = Promise.all([...Object.entries(works).map(([kind, work]) => follow(kind, work)), clean()]);
  return {
    poke() {
      wake.abort();
      wake = new AbortController();
    },
    async stop() {
      stopping.abort();
      wake.abort();
      await running;
    },
  };
}
