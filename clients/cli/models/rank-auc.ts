/**
 * The area under the ROC curve by ranks (Mann-Whitney): how often a positive scores above a negative, ties counting
 * half. Null where there are no positives or no negatives.
 */
export function rankAuc(scored: readonly { score: number; positive: boolean }[]): number | null {
  const sorted = [...scored].sort((a, b) => a.score - b.score);
  const positives = sorted.filter((one) => one.positive).length;
  const negatives = sorted.length - positives;
  if (positives === 0 || negatives === 0) return null;
  let rankSum = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to++;
    const rank = (from + 1 + to) / 2;
    for (let index = from; index < to; index++) if (sorted[index]?.positive) rankSum += rank;
    from = to;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
