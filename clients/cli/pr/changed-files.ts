import type { Files } from '../../../core/definitions/tree.js';
import { CliError } from '../cli-error.js';

/** The files in which a folder differs from a tree, as a proposal takes them. @throws CliError where it is no tree, or does not differ */
export function changedFiles(tree: Files, folder: Files): { path: string; content: string | null }[] {
  if (!Object.hasOwn(folder, 'lifecycle.json')) {
    throw new CliError('The folder holds no lifecycle.json: name the folder of the whole tree.', 2);
  }
  const paths = [...new Set([...Object.keys(tree), ...Object.keys(folder)])].sort();
  const changed = paths.filter((path) => path !== 'allowed_signers' && tree[path] !== folder[path]);
  if (changed.length === 0) throw new CliError('The folder is as it is on the server: there is nothing to propose.');
  return changed.map((path) => ({ path, content: folder[path] ?? null }));
}
