import type { CompiledModel, Steady } from './compiled-model.js';
import { OTHER_THRESHOLDS } from './end-pass.js';
import type { ThresholdStates } from './results.js';

/** More conditions than fit the bits of a whole number are not told apart here. */
export const READABLE_THRESHOLDS = 14;

/** Whether some threshold might cross, is held back or has no state of its own yet: false is sure, true is to be judged by `crossThresholds`. */
export function mayCross(compiled: CompiledModel, truth: Steady['truth'], states: ThresholdStates): boolean {
  const { thresholds } = compiled;
  if (typeof truth !== 'number' || thresholds.length > READABLE_THRESHOLDS) return true;
  for (let i = 0, bits = truth >> 1; i < thresholds.length; i++, bits >>= 2) {
    const key = thresholds[i]?.definition.key ?? '';
    const isOwn = Object.hasOwn(states, key);
    if (!isOwn && states[OTHER_THRESHOLDS] !== undefined) return true;
    const state = isOwn ? states[key] : undefined;
    const release = (bits & 2) !== 0;
    if (state?.up === true ? release : (bits & 1) !== 0 && !release) return true;
  }
  return false;
}
