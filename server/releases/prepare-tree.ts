import { checkTree } from '../../core/definitions/check.js';
import type { CompiledTree } from '../../core/definitions/compile-tree.js';
import { compileTree } from '../../core/definitions/compile-tree.js';
import type { DefinitionsTree, Files } from '../../core/definitions/tree.js';

/** Parses and compiles files that were checked before; throws where they no longer pass, naming the first problem. */
export function prepareTree(files: Files): { tree: DefinitionsTree; compiled: CompiledTree } {
  const { tree, problems } = checkTree(files);
  if (!tree) {
    const first = problems.find((problem) => problem.level === 'error');
    throw new Error(`the definitions cannot be read: ${first?.path}${first?.pointer ?? ''}: ${first?.message}`);
  }
  return { tree, compiled: compileTree(tree) };
}
