import type { Denominator, FunnelBasis, TimeWindow } from './metrics-input.js';

/** What a rate means by a profile of benchmarks.json; `unclassified` between its bands. */
export interface BenchmarkReading {
  profile: string;
  band: string;
  diagnosis: string;
  low: number | null;
  high: number | null;
}

/** One stage of a funnel and the way to the next asked one; stages by key, rates from 0, times in seconds. */
export interface FunnelStep {
  stage: string;
  entered: number;
  next: string | null;
  reachedNext: number | null;
  conversion: number | null;
  medianSeconds: number | null;
  p90Seconds: number | null;
  reading: BenchmarkReading | null;
}

/** The funnel of the passes that have this value. */
export interface FunnelSlice {
  value: string | null;
  steps: FunnelStep[];
}

/** The funnel of one bucket of time. */
export interface FunnelPoint {
  bucketStart: Date;
  steps: FunnelStep[];
}

/** How many passes entered each step and went on. */
export interface Funnel {
  window: TimeWindow;
  basis: FunnelBasis;
  asOf: Date;
  steps: FunnelStep[];
  slices: FunnelSlice[];
  series: FunnelPoint[];
}

/** How many passes of one stage reached another. */
export interface Conversion {
  from: string;
  to: string;
  entered: number;
  converted: number;
  rate: number | null;
  medianSeconds: number | null;
  denominator: Denominator;
  asOf: Date;
  reading: BenchmarkReading | null;
}
