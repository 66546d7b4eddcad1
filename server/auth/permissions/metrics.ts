import type { TypePermissions } from './access.js';

/** Who may see what is counted: whoever reads anything. */
export const metricsPermissions: Readonly<Record<string, TypePermissions>> = {
  TimeWindow: { read: 'from to timeZone' },
  BenchmarkReading: { read: 'profile band diagnosis low high' },
  FunnelStep: { read: 'stage entered next reachedNext conversion medianSeconds p90Seconds reading' },
  FunnelSlice: { read: 'value steps' },
  FunnelPoint: { read: 'bucketStart steps' },
  Funnel: { read: 'window basis asOf steps slices series' },
  Conversion: { read: 'from to entered converted rate medianSeconds denominator asOf reading' },
};
