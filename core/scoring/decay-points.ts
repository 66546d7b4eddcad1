import { parseDuration } from './duration.js';
import type { Decay } from './model.js';
import type { Micro } from './results.js';

/** How points fall with age; `horizon` is the age from which nothing is left of any points a model may give. */
export interface CompiledDecay {
  kind: 'linear' | 'halfLife';
  length: number;
  horizon(points: Micro): number;
}

/** Reads a decay; throws RangeError where it has no length. */
export function compileDecay(decay: Decay): CompiledDecay {
  const linear = 'linear' in decay;
  const length = parseDuration(linear ? decay.linear : decay.halfLife);
  if (length === 0) throw new RangeError('A decay needs a length, such as P30D.');
  return linear
    ? { kind: 'linear', length, horizon: () => length }
    : { kind: 'halfLife', length, horizon: (points) => length * (Math.log2(Math.abs(points) + 1) + 2) };
}

/** Points after an age in milliseconds, rounded to whole millionths. */
export function decayPoints(points: Micro, decay: CompiledDecay, age: number): Micro {
  if (decay.kind === 'linear' && age >= decay.length) return 0;
  const size = Math.abs(points);
  const left = Math.round(
    decay.kind === 'linear' ? (size * (decay.length - age)) / decay.length : size * 2 ** (-age / decay.length),
  );
  return points < 0 ? 0 - left : left;
}
