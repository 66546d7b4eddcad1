/** The least and the most something can give; infinite where nothing limits it. */
export interface Bounds {
  low: number;
  high: number;
}

/** Whether a condition can hold, and whether it can fail. */
export interface Truth {
  canHold: boolean;
  canFail: boolean;
}

/** What gives nothing. */
export const NOTHING: Bounds = { low: 0, high: 0 };

/** The bounds of a sum. */
export function addBounds(a: Bounds, b: Bounds): Bounds {
  return { low: a.low + b.low, high: a.high + b.high };
}

/** The bounds after a clamp. */
export function clampBounds({ low, high }: Bounds, min: number | undefined, max: number | undefined): Bounds {
  const clamp = (value: number): number => Math.max(min ?? -Infinity, Math.min(max ?? Infinity, value));
  return { low: clamp(low), high: clamp(high) };
}

/** The smallest bounds around both. */
export function joinBounds(a: Bounds, b: Bounds): Bounds {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}
