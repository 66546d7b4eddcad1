import { type Estimate, Z } from './estimate.js';

/**
 * The area under the ROC curve by ranks (Mann-Whitney, ties count half) with the interval of Hanley and McNeil (1982); null
 * without a lead on either side.
 */
export function estimateAuc(positives: readonly number[], negatives: readonly number[]): Estimate | null {
  const [p, n] = [positives.length, negatives.length];
  if (p === 0 || n === 0) return null;
  const sorted = Float64Array.from(negatives).sort();
  let wins = 0;
  for (const score of positives) wins += (firstAtLeast(sorted, score) + firstAbove(sorted, score)) / 2;
  const value = wins / p / n;
  const q1 = value / (2 - value);
  const q2 = (2 * value * value) / (1 + value);
  const variance = (value * (1 - value) + (p - 1) * (q1 - value * value) + (n - 1) * (q2 - value * value)) / (p * n);
  const half = Z * Math.sqrt(Math.max(0, variance));
  return { value, low: Math.max(0, value - half), high: Math.min(1, value + half) };
}

function firstAtLeast(sorted: Float64Array, score: number): number {
  return search(sorted, (other) => other >= score);
}

function firstAbove(sorted: Float64Array, score: number): number {
  return search(sorted, (other) => other > score);
}

function search(sorted: Float64Array, passes: (other: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (passes(sorted[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
