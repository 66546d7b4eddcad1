import type { CountedTally } from '../../../core/definitions/impact/impact-tally.js';
import type { LeadRange } from '../../leads/history/load-rows.js';
import type { BacktestQuestion } from './backtest-question.js';
import type { MadeImpact } from './save-impact.js';
import type { CountedImpact } from './write-impact.js';

/** Takes a range after another; each call waits for its own answer. */
export interface RangeRunner {
  run(range: LeadRange): Promise<CountedTally>;
  /** Writes the report of all ranges, whoever replayed them. */
  write(counted: CountedImpact): Promise<MadeImpact>;
  /** Reads no more of the question's state of the database. */
  close(): Promise<void>;
}

/** Opens something that answers a question, with a connection of its own on the question's snapshot. */
export type OpenRunner = (question: BacktestQuestion) => RangeRunner;
