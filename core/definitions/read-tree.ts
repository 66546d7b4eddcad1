import { assembleTree, type TreeReading } from './assemble-tree.js';
import { schemaProblems } from './schema-problems.js';
import type { Files } from './tree.js';

/** Reads every file of a tree and judges it by its schema; a path the tree does not have is an error. */
export function readTree(files: Files): TreeReading {
  return assembleTree(files, schemaProblems);
}
