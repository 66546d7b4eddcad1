import type { Benchmarks } from '../../core/definitions/tree.js';

const LIMITS = { high: 0.2, low: 0.01 };

/** The shares of flagged leads, by benchmarks.json, above and below which one should look; 20 % and 1 % unless it says so. */
export function flagLimits({ findings }: Pick<Benchmarks, 'findings'>): { low: number; high: number } {
  const given = findings?.['flagged-share'] as Partial<typeof LIMITS> | undefined;
  const { high, low } = { ...LIMITS, ...given };
  return { low, high };
}
