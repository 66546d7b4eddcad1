import type { Db } from '../db/database.js';
import { readClock } from '../db/read-clock.js';
import type { Release } from '../releases/release.js';
import { checkWindow } from './check-window.js';
import { type AskedStep, chooseSteps } from './choose-steps.js';
import { countCohort } from './count-cohort.js';
import { countPeriod } from './count-period.js';
import { describeSteps } from './describe-steps.js';
import type { FunnelCount } from './funnel-question.js';
import { listBuckets } from './list-buckets.js';
import type { FunnelInput } from './metrics-input.js';
import type { Funnel, FunnelSlice } from './metrics-result.js';
import { type BenchmarkReader, benchmarkReader } from './read-benchmark.js';
import { sliceExpression } from './slice-expression.js';

/** Lists without pages hold at most this many; of slices those that most entered. */
const MAX_SLICES = 1_000;

/**
 * The funnel of the passes asked for, up to now by the database clock, over the stages, benchmarks and calendar of a
 * release. Throws BAD_USER_INPUT with a sentence on what cannot be asked.
 */
export async function readFunnel(db: Db, release: Release, input: FunnelInput): Promise<Funnel> {
  const { lifecycle, benchmarks } = release.tree;
  const window = checkWindow(input.window);
  const steps = chooseSteps(lifecycle, input.stages);
  const denominator = input.denominator ?? 'ENTERED';
  const read = benchmarkReader(benchmarks, input.profile, denominator);
  const buckets = input.grain ? listBuckets(window, input.grain, benchmarks) : [];
  const parameters: unknown[] = [];
  const slice = sliceExpression(input.groupBy, input.groupByPath, benchmarks, parameters);
  const asOf = await readClock(db);
  const basis = input.basis ?? 'COHORT';
  const question = {
    ...{ window, asOf, steps, buckets, slice, parameters, filter: input.filter },
    handedOff: denominator === 'HANDED_OFF',
    distinctLeads: input.distinctLeads ?? false,
    sliced: Boolean(input.groupBy),
  };
  const counts = await (basis === 'PERIOD' ? countPeriod(db, question) : countCohort(db, question));
  return {
    window,
    basis,
    asOf,
    steps: describeSteps(steps, byStep(counts, 0), read),
    slices: describeSlices(steps, counts, read),
    series: buckets.map((bucketStart, index) => {
      const inBucket = counts.filter((count) => count.bucket === index + 1);
      return { bucketStart, steps: describeSteps(steps, byStep(inBucket, 2), read) };
    }),
  };
}

function byStep(counts: FunnelCount[], grouped: FunnelCount['grouped']): Map<number, FunnelCount> {
  return new Map(counts.filter((count) => count.grouped === grouped).map((count) => [count.step, count]));
}

function describeSlices(steps: AskedStep[], counts: FunnelCount[], read: BenchmarkReader): FunnelSlice[] {
  const bySlice = new Map<string | null, FunnelCount[]>();
  for (const count of counts) {
    if (count.grouped !== 1) continue;
    const same = bySlice.get(count.slice);
    if (same) same.push(count);
    else bySlice.set(count.slice, [count]);
  }
  return [...bySlice]
    .map(([value, each]) => ({ value, steps: describeSteps(steps, byStep(each, 1), read) }))
    .sort((a, b) => enteredFirst(b) - enteredFirst(a) || compareValues(a.value, b.value))
    .slice(0, MAX_SLICES);
}

function enteredFirst(slice: FunnelSlice): number {
  return slice.steps[0]?.entered ?? 0;
}

function compareValues(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
