import { type Estimate, Z } from './estimate.js';

/**
 * How much more often the flagged reach an outcome than all do, with the interval of a ratio on the logarithmic scale
 * (Katz and others, 1978); null where nobody is flagged or nobody reached it.
 */
export function estimateLift(counts: {
  flagged: number;
  flaggedReached: number;
  all: number;
  reached: number;
}): Estimate | null {
  const { flagged, flaggedReached, all, reached } = counts;
  if (flagged === 0 || reached === 0) return null;
  const value = flaggedReached / flagged / (reached / all);
  if (flaggedReached === 0) return { value: 0, low: 0, high: Z / (reached / all) };
  const spread = Math.sqrt(Math.max(0, 1 / flaggedReached - 1 / flagged + 1 / reached - 1 / all));
  return { value, low: value * Math.exp(-Z * spread), high: value * Math.exp(Z * spread) };
}
