import type { BenchmarkBand, Benchmarks } from '../../core/definitions/tree.js';
import { CallerError } from '../errors.js';
import type { Denominator } from './metrics-input.js';
import type { BenchmarkReading } from './metrics-result.js';

/** Reads rates of one step by one profile; null where the profile says nothing of it. */
export type BenchmarkReader = (from: string, to: string, rate: number | null) => BenchmarkReading | null;

/**
 * The reader of the profile asked for, else of the default one. A profile that counts another denominator reads nothing.
 * Throws BAD_USER_INPUT on an unknown profile.
 */
export function benchmarkReader(
  benchmarks: Benchmarks,
  asked: string | null | undefined,
  denominator: Denominator,
): BenchmarkReader {
  const key = asked ?? benchmarks.default;
  const profile = benchmarks.profiles.find((each) => each.key === key);
  if (!profile) {
    if (asked === null || asked === undefined) return () => null;
    const known = benchmarks.profiles.map((each) => each.key).join(', ');
    throw new CallerError(
      'BAD_USER_INPUT',
      `There is no benchmark profile '${asked}': benchmarks.json has ${known || 'none'}.`,
    );
  }
  const counted = denominator === 'ENTERED' ? 'entered' : 'handed-off';
  return (from, to, rate) => {
    const metric = profile.metrics.find((each) => each.from === from && each.to === to && each.denominator === counted);
    if (!metric || rate === null) return null;
    const band = metric.bands.find((each) => holds(each, rate));
    if (band) return reading(profile.key, band);
    const diagnosis = `outside every band of '${profile.label}'`;
    return { profile: profile.key, band: 'unclassified', diagnosis, low: null, high: null };
  };
}

function holds(band: BenchmarkBand, rate: number): boolean {
  if (band.between && (rate < band.between[0] || rate > band.between[1])) return false;
  if (band.below !== undefined && rate >= band.below) return false;
  if (band.above !== undefined && rate <= band.above) return false;
  return band.between !== undefined || band.below !== undefined || band.above !== undefined;
}

function reading(profile: string, band: BenchmarkBand): BenchmarkReading {
  return {
    profile,
    band: band.key,
    diagnosis: band.diagnosis ?? band.label ?? band.key,
    low: band.between?.[0] ?? band.above ?? null,
    high: band.between?.[1] ?? band.below ?? null,
  };
}
