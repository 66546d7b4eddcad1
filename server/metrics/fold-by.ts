import type { FunnelQuestion } from './funnel-question.js';

/**
 * SQL that folds the rows of `passes` (with `slice` and `bucket`) by those aggregates: a row for all, and one for each
 * slice and bucket where asked for, told apart by `grouped` 0, 1, 2.
 */
export function foldBy(
  question: Pick<FunnelQuestion, 'sliced' | 'buckets'>,
  aggregates: string[],
  passes: string,
): string {
  const bucketed = question.buckets.length > 0;
  const sets = ['()', ...(question.sliced ? ['(slice)'] : []), ...(bucketed ? ['(bucket)'] : [])];
  const grouped = [
    ...(question.sliced ? ['1 - grouping(slice)'] : []),
    ...(bucketed ? ['2 * (1 - grouping(bucket))'] : []),
  ];
  return `select ${grouped.join(' + ') || '0'} as grouped, ${question.sliced ? 'slice' : 'null::text as slice'},
      ${bucketed ? 'bucket' : 'null::int as bucket'}, ${aggregates.join(', ')}
    from ${passes} group by grouping sets (${sets.join(', ')})`;
}

/** SQL for the median and the 90th percentile of `seconds`, continuous and exact, without the nulls. */
export function medianAndP90(seconds: string): string {
  return `percentile_cont(array[0.5, 0.9]) within group (order by ${seconds})`;
}
