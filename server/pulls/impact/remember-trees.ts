import type { CompiledTree } from '../../../core/definitions/compile-tree.js';
import type { Files } from '../../../core/definitions/tree.js';
import { prepareTree } from '../../releases/prepare-tree.js';

const REMEMBERED = 4;

/** Compiles trees and remembers the last four: the code of one that is asked about again has been run in already. */
export function rememberTrees(): (files: Files) => CompiledTree {
  let known: { files: Files; compiled: CompiledTree }[] = [];
  return (files) => {
    const found = known.find((one) => isSame(one.files, files)) ?? { files, compiled: prepareTree(files).compiled };
    known = [found, ...known.filter((one) => one !== found)].slice(0, REMEMBERED);
    return found.compiled;
  };
}

function isSame(a: Files, b: Files): boolean {
  const paths = Object.keys(a);
  return paths.length === Object.keys(b).length && paths.every((path) => a[path] === b[path]);
}
