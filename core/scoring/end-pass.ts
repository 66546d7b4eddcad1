import type { PassFact } from './facts.js';
import type { ThresholdState, ThresholdStates } from './results.js';

/** Key of the state of thresholds that have none of their own; no threshold can be called so. */
export const OTHER_THRESHOLDS = '*';

/** The states after a pass fact: all down, silent until its cool-down, then waiting for an activity or answer. */
export function endPass(states: ThresholdStates, pass: PassFact): ThresholdStates {
  const after = (lastUp: number | null): ThresholdState => ({
    up: false,
    lastUp,
    silentUntil: pass.silentUntil,
    gated: true,
  });
  const ended: ThresholdStates = { [OTHER_THRESHOLDS]: after(null) };
  for (const [key, { lastUp }] of Object.entries(states)) ended[key] = after(lastUp);
  return ended;
}
