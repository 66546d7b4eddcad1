import type { CountedTally } from '../../../core/definitions/impact/impact-tally.js';
import type { LeadRange } from '../../leads/history/load-rows.js';
import type { RangeRunner } from './open-runner.js';

/** How many leads were replayed so far, of how many ranges. */
export type BacktestProgress = (done: number, total: number) => Promise<void> | void;

/** Replays all leads of ranges, one range after the other, on as many runners as there are; answers in the order of the ranges. Stops at once when told. */
export async function runBacktest(
  runners: readonly Pick<RangeRunner, 'run'>[],
  ranges: readonly LeadRange[],
  options: { signal?: AbortSignal; onProgress?: BacktestProgress } = {},
): Promise<CountedTally[]> {
  const tallies: CountedTally[] = Array.from({ length: ranges.length });
  const { signal } = options;
  const stopped = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  stopped.catch(() => undefined);
  let next = 0;
  let done = 0;
  async function work(runner: Pick<RangeRunner, 'run'>): Promise<void> {
    for (let mine = next++; mine < ranges.length; mine = next++) {
      signal?.throwIfAborted();
      tallies[mine] = await Promise.race([runner.run(ranges[mine] as LeadRange), stopped]);
      done++;
      await options.onProgress?.(done, ranges.length);
    }
  }
  await Promise.all(runners.map(work));
  return tallies;
}
