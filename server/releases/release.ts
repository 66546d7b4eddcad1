import type { CompiledTree } from '../../core/definitions/compile-tree.js';
import type { DefinitionsTree, Files } from '../../core/definitions/tree.js';

/** A promoted state of the definitions, parsed and compiled. */
export interface Release {
  number: number;
  commit: string;
  promotedAt: Date;
  files: Files;
  tree: DefinitionsTree;
  compiled: CompiledTree;
}
