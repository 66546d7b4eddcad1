import { addTallies } from '../../../core/definitions/impact/add-tallies.js';
import type { ImpactTally } from '../../../core/definitions/impact/impact-tally.js';
import type { Db } from '../../db/database.js';
import type { BacktestQuestion } from './backtest-question.js';
import { listRanges } from './list-ranges.js';
import type { RangeRunner } from './open-runner.js';

/** How many leads were replayed so far, of how many ranges. */
export type BacktestProgress = (done: number, total: number) => Promise<void> | void;

/** Replays all leads, range by range, on as many runners as there are; the same answer however many. Stops at once when told. */
export async function runBacktest(
  db: Db,
  question: BacktestQuestion,
  runners: readonly RangeRunner[],
  options: { signal?: AbortSignal; onProgress?: BacktestProgress } = {},
): Promise<ImpactTally> {
  const ranges = await listRanges(db, question.window.to);
  const tallies: ImpactTally[] = Array.from({ length: ranges.length });
  const { signal } = options;
  const stopped = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  stopped.catch(() => undefined);
  let next = 0;
  let done = 0;
  async function work(runner: RangeRunner): Promise<void> {
    for (let mine = next++; mine < ranges.length; mine = next++) {
      signal?.throwIfAborted();
      tallies[mine] = await Promise.race([runner.run(ranges[mine] as (typeof ranges)[number]), stopped]);
      done++;
      await options.onProgress?.(done, ranges.length);
    }
  }
  await Promise.all(runners.map(work));
  return addTallies(tallies);
}
