import type { AskedStep } from './choose-steps.js';
import type { FunnelCount } from './funnel-question.js';
import type { FunnelStep } from './metrics-result.js';
import type { BenchmarkReader } from './read-benchmark.js';

/** The steps of a funnel from the counts of each; a step nobody was in has 0 and no rate, no times, no reading. */
export function describeSteps(
  steps: AskedStep[],
  counts: ReadonlyMap<number, FunnelCount>,
  read: BenchmarkReader,
): FunnelStep[] {
  return steps.map(({ stage, next }, index) => {
    const count = counts.get(index);
    const entered = count?.entered ?? 0;
    if (next === null) return { ...NOTHING_NEXT, stage, entered };
    const reachedNext = count?.reached ?? 0;
    const conversion = entered === 0 ? null : reachedNext / entered;
    return {
      stage,
      entered,
      next,
      reachedNext,
      conversion,
      medianSeconds: exact(count?.median),
      p90Seconds: exact(count?.p90),
      reading: read(stage, next, conversion),
    };
  });
}

/** Instants are whole milliseconds: what a binary fraction adds beyond millionths of a second is noise. */
function exact(seconds: number | null | undefined): number | null {
  return seconds === null || seconds === undefined ? null : Math.round(seconds * 1e6) / 1e6;
}

const NOTHING_NEXT = {
  next: null,
  reachedNext: null,
  conversion: null,
  medianSeconds: null,
  p90Seconds: null,
  reading: null,
};
