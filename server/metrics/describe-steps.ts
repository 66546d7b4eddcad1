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
      medianSeconds: count?.median ?? null,
      p90Seconds: count?.p90 ?? null,
      reading: read(stage, next, conversion),
    };
  });
}

const NOTHING_NEXT = {
  next: null,
  reachedNext: null,
  conversion: null,
  medianSeconds: null,
  p90Seconds: null,
  reading: null,
};
