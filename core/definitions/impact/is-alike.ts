import type { CompiledModel } from '../../scoring/compiled-model.js';
import type { CompiledTree } from '../compile-tree.js';
import { onlyModel } from '../only-model.js';

/**
 * Whether two trees can differ only in when the conditions of their one model's thresholds hold: where these hold at the
 * same instants, a lead goes the same way under both.
 */
export function isAlike(base: CompiledTree, head: CompiledTree): boolean {
  const [before, after] = [onlyModel(base), onlyModel(head)];
  if (!before || !after) return false;
  return restOf(base, before) === restOf(head, after);
}

/** All that decides about leads but scores and conditions. */
function restOf({ tree }: CompiledTree, { model }: CompiledModel): string {
  const { models, tests, ...others } = tree;
  const thresholds = model.thresholds.map(({ when, release, ...rest }) => rest);
  return JSON.stringify([others, model.key, thresholds]);
}
