import type { Micro } from './results.js';

/** Points as a whole number of millionths; half a millionth is rounded away from zero. */
export function toMicro(points: number): Micro {
  const scaled = Math.round(Math.abs(points) * 1e6);
  return points < 0 ? 0 - scaled : scaled;
}

/** Millionths as points: the double nearest to the decimal, so that it compares exactly with what a model says. */
export function fromMicro(micro: Micro): number {
  return micro / 1e6;
}
