import type { Connection } from '../db/connect.js';
import type { JobRun } from '../jobs/job-work.js';
import type { Worker } from '../jobs/start-worker.js';
import { startWorker } from '../jobs/start-worker.js';
import { scoreHistory } from '../leads/challengers/score-history.js';
import { startChallengers } from '../leads/challengers/start-challengers.js';
import { rescoreLeads } from '../leads/rescore/rescore-leads.js';
import { startSweeper } from '../leads/start-sweeper.js';
import { openRunners } from '../pulls/impact/open-runners.js';
import { startWarming } from '../pulls/impact/start-warming.js';
import { workBacktest } from '../pulls/impact/work-backtest.js';
import type { Releases } from '../releases/open-releases.js';
import { startExpiry } from '../releases/start-expiry.js';
import type { Started } from '../stop-in-reverse.js';

/** Starts what a process does without being asked: clocks that run out, and jobs. `instance` names it among all. */
export async function startWork(
  parts: {
    connection: Connection;
    releases: Releases;
    instance: string;
    afterCommit: () => void;
    onError: (error: unknown) => void;
  },
  started: Started,
): Promise<{ worker: Worker }> {
  const { connection, releases, instance, afterCommit, onError } = parts;
  const { db, pool } = connection;
  const sweeper = startSweeper({ pool, releases, afterCommit, onError });
  await started.add('sweeper', sweeper, (held) => held.stop());
  await started.add('expiry', startExpiry({ db, pool, afterCommit, onError }), (held) => held.stop());
  await started.add('challengers', startChallengers({ db, pool, releases, onError }), (held) => held.stop());
  const runners = await started.add('backtests', openRunners(connection.url), (held) => held.close());
  const { url } = connection;
  const warming = await started.add('warming', startWarming({ db, url, releases, runners, onError }), (held) =>
    held.stop(),
  );
  const backtest = workBacktest({ db, url, releases, open: runners.open });
  const works = {
    rescore: rescoreLeads({ db, pool, url, releases, afterCommit, onError }),
    challenge: scoreHistory({ db, pool, releases }),
    async backtest(run: JobRun) {
      await warming.giveWay();
      return backtest(run);
    },
  };
  const worker = await started.add('worker', startWorker({ db, works, instance, onError }), (held) => held.stop());
  return { worker };
}
