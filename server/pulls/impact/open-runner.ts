import type { ImpactTally } from '../../../core/definitions/impact/impact-tally.js';
import { openThread } from '../../jobs/open-thread.js';
import type { LeadRange } from '../../leads/history/load-rows.js';
import type { BacktestQuestion } from './backtest-question.js';

/** What a thread is made with. */
export interface RunnerData {
  url: string;
  question: BacktestQuestion;
}

/** Takes a range after another; each call waits for its own answer. */
export interface RangeRunner {
  run(range: LeadRange): Promise<ImpactTally>;
  close(): Promise<void>;
}

const MEMORY_MB = 400;

/** Starts a thread with its own connection, on the question's snapshot. */
export function openRunner(data: RunnerData): RangeRunner {
  const file = new URL('./backtest-worker.js', import.meta.url);
  const { ask, close } = openThread<LeadRange, ImpactTally>(file, data, MEMORY_MB);
  return { run: ask, close };
}
