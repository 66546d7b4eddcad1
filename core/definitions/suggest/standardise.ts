/** Columns brought to mean 0 and deviation 1; one that never changes stays 0, its deviation told as 0. */
export interface Standardised {
  columns: Float64Array[];
  means: number[];
  deviations: number[];
}

/** Standardises columns of equal length, by the deviation of the whole (not of a sample). */
export function standardise(columns: readonly (readonly number[])[]): Standardised {
  const means: number[] = [];
  const deviations: number[] = [];
  const scaled = columns.map((column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / Math.max(1, column.length);
    const spread = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, column.length);
    const deviation = Math.sqrt(spread);
    const steady = deviation <= 1e-12 * Math.max(1, Math.abs(mean));
    means.push(mean);
    deviations.push(steady ? 0 : deviation);
    return Float64Array.from(column, (value) => (steady ? 0 : (value - mean) / deviation));
  });
  return { columns: scaled, means, deviations };
}
