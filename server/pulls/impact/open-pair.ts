import type { BacktestQuestion } from './backtest-question.js';
import type { OpenRunner, RangeRunner } from './open-runner.js';

/** The runners of one report. */
export type RunnerPair = readonly [RangeRunner, RangeRunner];

/** Opens two, whatever the machine: the live path keeps a core, where there are more. */
export function openPair(open: OpenRunner, question: BacktestQuestion): RunnerPair {
  return [open(question), open(question)];
}
