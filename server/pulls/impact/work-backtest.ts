import { diffTrees } from '../../../core/definitions/diff/diff-trees.js';
import { writeReport } from '../../../core/definitions/impact/write-report.js';
import type { Files } from '../../../core/definitions/tree.js';
import type { Db } from '../../db/database.js';
import { openSnapshot, type Snapshot } from '../../db/open-snapshot.js';
import { JobFailed } from '../../jobs/job-failed.js';
import type { JobRun, JobWork } from '../../jobs/job-work.js';
import type { Releases } from '../../releases/open-releases.js';
import type { BacktestQuestion } from './backtest-question.js';
import { findComparableSince } from './find-comparable-since.js';
import { listRanges } from './list-ranges.js';
import type { OpenRunner, RangeRunner } from './open-runner.js';
import { prepareQuestion } from './prepare-question.js';
import { readCapacity } from './read-capacity.js';
import { runBacktest } from './run-backtest.js';
import { sampleLeads } from './sample-leads.js';
import { saveImpact } from './save-impact.js';

/** Threads of one backtest: the live path keeps a core, where there are more than two. */
const THREADS = 2;
const REPORT_EVERY_MS = 250;

interface ImpactAsked {
  baseCommit: string;
  files: Files;
  windowFrom: Date;
  windowTo: Date;
  timeZone: string;
}

/** Makes the report of a change that was asked for, in threads that leave the event loop alone. After a crash it begins anew. */
export function workBacktest(parts: { db: Db; url: string; releases: Releases; open: OpenRunner }): JobWork {
  const { db, url, releases, open } = parts;
  return async (run) => {
    const id = String(run.input['impact']);
    const [asked] = await db.query<ImpactAsked>(
      `select base_commit as "baseCommit", files, window_from as "windowFrom", window_to as "windowTo",
         time_zone as "timeZone" from impacts where id = $1`,
      [id],
    );
    const base = asked && (await releases.ofCommit(asked.baseCommit));
    if (!asked || !base) throw new JobFailed('The commit it starts from is not known here any more.');
    const window = { from: asked.windowFrom.getTime(), to: asked.windowTo.getTime() };
    const comparableSince = await findComparableSince(db, base.files);
    const snapshot = await openSnapshot(url);
    const question = { base: base.files, head: asked.files, window, comparableSince, snapshot: snapshot.name };
    const runners = Array.from({ length: THREADS }, () => open(question));
    try {
      await saveImpact(db, id, await makeReport(run, snapshot, { question, runners, asked }));
      return { result: id };
    } finally {
      await Promise.all([...runners.map((runner) => runner.close()), snapshot.close()]);
    }
  };
}

interface Making {
  question: BacktestQuestion;
  runners: readonly RangeRunner[];
  asked: ImpactAsked;
}

async function makeReport(run: JobRun, snapshot: Snapshot, { question, runners, asked }: Making) {
  const prepared = prepareQuestion(question);
  const { trees, frame, window } = prepared;
  let reported = performance.now();
  const ranges = await listRanges(snapshot);
  const tallying = runBacktest(runners, ranges, {
    signal: run.signal,
    async onProgress(done, total) {
      if (performance.now() - reported < REPORT_EVERY_MS && done < total) return;
      reported = performance.now();
      await run.report({ done, total });
    },
  });
  const [tally, { changes, capacity }] = await Promise.all([tallying, meanwhile(snapshot, question)]);
  const { figures, summary, markdown } = writeReport(
    { base: trees.base, changes, frame, window: { ...window, timeZone: asked.timeZone }, capacity },
    tally,
  );
  const sample = await sampleLeads(snapshot, prepared, asked.baseCommit, figures.sample);
  return { figures, sample, summary, markdown };
}

/** What can be found out while threads replay. */
async function meanwhile(db: Db, { base, head }: BacktestQuestion) {
  const capacity = await readCapacity(db);
  return { capacity, changes: diffTrees(base, head) };
}
