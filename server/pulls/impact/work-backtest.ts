import type { Files } from '../../../core/definitions/tree.js';
import type { Db } from '../../db/database.js';
import { openSnapshot } from '../../db/open-snapshot.js';
import { JobFailed } from '../../jobs/job-failed.js';
import type { JobRun, JobWork } from '../../jobs/job-work.js';
import type { Releases } from '../../releases/open-releases.js';
import { findComparableSince } from './find-comparable-since.js';
import { listRanges } from './list-ranges.js';
import { makeReport } from './make-report.js';
import { openPair } from './open-pair.js';
import type { OpenRunner } from './open-runner.js';
import type { BacktestProgress } from './run-backtest.js';
import { saveImpact } from './save-impact.js';

const REPORT_EVERY_MS = 250;

interface ImpactAsked {
  baseCommit: string;
  files: Files;
  windowFrom: Date;
  windowTo: Date;
  timeZone: string;
  askedAt: Date;
}

/** Makes the report of a change that was asked for, in threads that leave the event loop alone. After a crash it begins anew. */
export function workBacktest(parts: { db: Db; url: string; releases: Releases; open: OpenRunner }): JobWork {
  const { db, url, releases, open } = parts;
  return async (run) => {
    const id = String(run.input['impact']);
    const [asked] = await db.query<ImpactAsked>(
      `select base_commit as "baseCommit", files, window_from as "windowFrom", window_to as "windowTo",
         time_zone as "timeZone", created_at as "askedAt" from impacts where id = $1`,
      [id],
    );
    const base = asked && (await releases.ofCommit(asked.baseCommit));
    if (!asked || !base) throw new JobFailed('The commit it starts from is not known here any more.');
    const window = { from: asked.windowFrom.getTime(), to: asked.windowTo.getTime() };
    const comparableSince = await findComparableSince(db, base.files);
    const snapshot = await openSnapshot(url);
    const question = { base: base.files, head: asked.files, window, comparableSince, snapshot: snapshot.name };
    const runners = openPair(open, question);
    try {
      const ranges = await listRanges(snapshot);
      const making = { question, ...asked, runners, ranges, signal: run.signal, onProgress: tellProgress(run) };
      await saveImpact(db, id, await makeReport(snapshot, making));
      return { result: id };
    } finally {
      await Promise.all([...runners.map((runner) => runner.close()), snapshot.close()]);
    }
  };
}

/** Tells now and then, and at the end. */
function tellProgress(run: JobRun): BacktestProgress {
  let reported = performance.now();
  return async (done, total) => {
    if (performance.now() - reported < REPORT_EVERY_MS && done < total) return;
    reported = performance.now();
    await run.report({ done, total });
  };
}
