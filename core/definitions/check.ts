import type { DefinitionsTree, Files, Problem } from './tree.js';

export interface CheckOptions {
  /** Today as YYYY-MM-DD, for models past their review; absent: reviews are not checked. */
  today?: string;
}

/** Judges a whole tree: every problem found, and the parsed tree where none of them is an error. */
export declare function checkTree(files: Files, options?: CheckOptions): { tree?: DefinitionsTree; problems: Problem[] };
