import { diffTrees } from '../../../core/definitions/diff/diff-trees.js';
import type { Db } from '../../db/database.js';
import type { LeadRange } from '../../leads/history/load-rows.js';
import { compileSchemas } from '../../releases/compile-schemas.js';
import type { BacktestQuestion } from './backtest-question.js';
import type { RunnerPair } from './open-pair.js';
import { readCapacity } from './read-capacity.js';
import { type BacktestProgress, runBacktest } from './run-backtest.js';
import type { MadeImpact } from './save-impact.js';

/** What a report is made of, and who is told how far it is. */
export interface Making {
  question: BacktestQuestion;
  baseCommit: string;
  timeZone: string;
  askedAt: Date;
  /** The first also writes the report: of many leads that takes a second. */
  runners: RunnerPair;
  /** The leads it is about. */
  ranges: readonly LeadRange[];
  signal: AbortSignal;
  onProgress?: BacktestProgress;
}

/** Replays leads under both trees and writes down what differs. Throws `signal.reason` at once when told to stop. */
export async function makeReport(db: Db, making: Making): Promise<MadeImpact> {
  const { question, runners, ranges, baseCommit, timeZone } = making;
  const askedAt = making.askedAt.getTime();
  // threads have their leads before this one is busy with anything
  const tallying = runBacktest(runners, ranges, making);
  const [tallies, { changes, capacity }] = await Promise.all([tallying, meanwhile(db, question, making.signal)]);
  return runners[0].write({ tallies, changes, capacity, baseCommit, timeZone, askedAt });
}

/** What can be found out while threads replay. */
async function meanwhile(db: Db, { base, head }: BacktestQuestion, signal: AbortSignal) {
  const capacity = await readCapacity(db);
  await compileSchemas(signal);
  return { capacity, changes: diffTrees(base, head) };
}
