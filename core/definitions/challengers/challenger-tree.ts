import type { CompiledTree } from '../compile-tree.js';
import type { ChallengerDefinition } from '../tree.js';

const known = new WeakMap<CompiledTree, Map<string, CompiledTree>>();

/**
 * The tree as if these challengers stood in the places of the models they challenge: what scores a lead in the shadow of
 * one, and the leads that a share gives it. The same object for the same challengers; the tree itself where there are none.
 */
export function challengerTree(
  tree: CompiledTree,
  challengers: readonly Pick<ChallengerDefinition, 'model' | 'against'>[],
): CompiledTree {
  if (challengers.length === 0) return tree;
  const key = challengers.map(({ model, against }) => `${model} ${against}`).join('\n');
  const ofTree = known.get(tree) ?? new Map<string, CompiledTree>();
  known.set(tree, ofTree);
  const before = ofTree.get(key);
  if (before) return before;
  const places = new Map(challengers.map(({ model, against }) => [against, tree.model(model)]));
  const models = tree.models.map((compiled) => places.get(compiled.model.key) ?? compiled);
  const made = { ...tree, models };
  ofTree.set(key, made);
  return made;
}
