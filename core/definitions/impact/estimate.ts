/** A figure with its 95 % interval. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** The 97.5 % point of the normal distribution. */
export const Z: number = 1.959963984540054;
