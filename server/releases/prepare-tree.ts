import type { CompiledTree } from '../../core/definitions/compile-tree.js';
import { compileTree } from '../../core/definitions/compile-tree.js';
import { readTrustedTree } from '../../core/definitions/read-trusted-tree.js';
import type { DefinitionsTree, Files } from '../../core/definitions/tree.js';

/**
 * Parses and compiles files that were checked when they were promoted: they are read, not judged again, so that a
 * stricter check of a newer platform never stops what is in force. Throws where a file can no longer be read at all.
 */
export function prepareTree(files: Files): { tree: DefinitionsTree; compiled: CompiledTree } {
  const { tree, problems } = readTrustedTree(files);
  const broken = problems.find((problem) => problem.level === 'error');
  if (broken) throw new Error(`the definitions cannot be read: ${broken.path}: ${broken.message}`);
  return { tree, compiled: compileTree(tree) };
}
