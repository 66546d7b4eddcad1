import { type Estimate, Z } from './estimate.js';

/** A share with Wilson's score interval (1927); null of nothing. */
export function estimateShare(successes: number, trials: number): Estimate | null {
  if (trials === 0) return null;
  const value = successes / trials;
  const z2 = (Z * Z) / trials;
  const middle = (value + z2 / 2) / (1 + z2);
  const half = (Z * Math.sqrt((value * (1 - value)) / trials + z2 / (4 * trials))) / (1 + z2);
  return { value, low: Math.max(0, Math.min(value, middle - half)), high: Math.min(1, Math.max(value, middle + half)) };
}
