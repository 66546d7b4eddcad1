import type { Files } from '../../../core/definitions/tree.js';

/** Whether two trees say the same, text by text; who may sign merges belongs to the repository, not to them. */
export function isSameTree(tree: Files, proposed: Files): boolean {
  const paths = new Set([...Object.keys(tree), ...Object.keys(proposed)]);
  return [...paths].every((path) => path === 'allowed_signers' || tree[path] === proposed[path]);
}
