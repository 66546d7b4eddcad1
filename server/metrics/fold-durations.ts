import type { FunnelQuestion } from './funnel-question.js';

/**
 * SQL from `durations (step, slice, bucket, reached, seconds)` to `FunnelCount`: of all, and of each slice and bucket
 * where asked for. Percentiles are continuous and exact.
 */
export function foldDurations(question: Pick<FunnelQuestion, 'sliced' | 'buckets'>): string {
  const sets = [
    '(step)',
    ...(question.sliced ? ['(step, slice)'] : []),
    ...(question.buckets.length > 0 ? ['(step, bucket)'] : []),
  ];
  const grouping = (column: string, asked: boolean) => (asked ? `1 - grouping(${column})` : '0');
  return `select step, ${grouping('slice', question.sliced)} + 2 * (${grouping('bucket', question.buckets.length > 0)}) as grouped,
      ${question.sliced ? 'slice' : 'null::text'} as slice, ${question.buckets.length > 0 ? 'bucket' : 'null::int'} as bucket,
      count(*)::int as entered, count(*) filter (where reached)::int as reached,
      percentile_cont(0.5) within group (order by seconds) as median,
      percentile_cont(0.9) within group (order by seconds) as p90
    from durations group by grouping sets (${sets.join(', ')})`;
}
