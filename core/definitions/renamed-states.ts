import type { ThresholdStates } from '../scoring/results.js';
import type { CompiledTree } from './compile-tree.js';

/** States of thresholds by the keys that running models have now: one that was `renamed` stays as it was, up or down. */
export function renamedStates({ tree, models }: CompiledTree, states: ThresholdStates): ThresholdStates {
  const renamed = tree.lifecycle.renamed?.['thresholds'];
  if (!renamed || !Object.keys(states).some((key) => Object.hasOwn(renamed, key))) return states;
  const used = new Set(models.flatMap(({ model }) => model.thresholds.map(({ key }) => key)));
  const next = { ...states };
  for (const [from, to] of Object.entries(renamed)) {
    const state = next[from];
    if (!state || used.has(from)) continue;
    delete next[from];
    next[to] ??= state;
  }
  return next;
}
