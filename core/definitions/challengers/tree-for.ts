import type { CompiledTree } from '../compile-tree.js';
import { challengerTree } from './challenger-tree.js';
import { challengersOf, type DrawnLead } from './challengers-of.js';

/** The tree that decides about a lead: with the challengers it belongs to in the places of the models they challenge. */
export function treeFor(tree: CompiledTree, lead: DrawnLead): CompiledTree {
  return challengerTree(tree, challengersOf(tree.tree.lifecycle.challengers, lead));
}
