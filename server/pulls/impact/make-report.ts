import { diffTrees } from '../../../core/definitions/diff/diff-trees.js';
import { writeReport } from '../../../core/definitions/impact/write-report.js';
import type { Db } from '../../db/database.js';
import type { Snapshot } from '../../db/open-snapshot.js';
import type { LeadRange } from '../../leads/history/load-rows.js';
import type { BacktestQuestion } from './backtest-question.js';
import type { RangeRunner } from './open-runner.js';
import { prepareQuestion } from './prepare-question.js';
import { readCapacity } from './read-capacity.js';
import { type BacktestProgress, runBacktest } from './run-backtest.js';
import { sampleLeads } from './sample-leads.js';
import type { MadeImpact } from './save-impact.js';

/** What a report is made of, and who is told how far it is. */
export interface Making {
  question: BacktestQuestion;
  baseCommit: string;
  timeZone: string;
  runners: readonly RangeRunner[];
  /** The leads it is about. */
  ranges: readonly LeadRange[];
  signal: AbortSignal;
  onProgress?: BacktestProgress;
}

/** Replays leads under both trees and writes down what differs. Throws `signal.reason` at once when told to stop. */
export async function makeReport(snapshot: Snapshot, making: Making): Promise<MadeImpact> {
  const { question, runners, ranges, timeZone } = making;
  // threads have their leads before this one is busy with anything
  const tallying = runBacktest(runners, ranges, making);
  const prepared = prepareQuestion(question);
  const { trees, frame, window } = prepared;
  const [tally, { changes, capacity }] = await Promise.all([tallying, meanwhile(snapshot, question)]);
  const { figures, summary, markdown } = writeReport(
    { base: trees.base, changes, frame, window: { ...window, timeZone }, capacity },
    tally,
  );
  const sample = await sampleLeads(snapshot, prepared, making.baseCommit, figures.sample);
  return { figures, sample, summary, markdown };
}

/** What can be found out while threads replay. */
async function meanwhile(db: Db, { base, head }: BacktestQuestion) {
  const capacity = await readCapacity(db);
  return { capacity, changes: diffTrees(base, head) };
}
