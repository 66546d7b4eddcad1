import { readFileSync } from 'node:fs';
import { parseSync } from '@swc/core';

/** The syntax tree of a TypeScript file, its text, and `lineOf` a node. */
export function parseSource(path) {
  const bytes = readFileSync(path);
  const tree = parseSync(bytes.toString('utf8'), {
    syntax: 'typescript',
    decorators: true,
    tsx: path.endsWith('.tsx'),
  });
  return {
    tree,
    /** The text before a byte position of the tree (swc counts bytes, from 1). */
    textBefore: (position) => bytes.subarray(0, position - 1).toString('utf8'),
    lineOf: (node) =>
      bytes
        .subarray(0, node.span.start - 1)
        .toString('utf8')
        .split('\n').length,
  };
}
