import { parseTreeObject } from '../git/parse-tree-object.js';
import type { GitObjectRow } from '../git/repository.js';
import { printable } from './printable.js';

/** The modes git itself writes: which of them a proposal may have is judged with the paths. */
const KNOWN = new Set(['100644', '100755', '120000', '160000', '40000']);

/** Entries of pushed trees with modes that git reads as others than they are, each in a line: listings do not show them. */
export function findOddModes(objects: readonly GitObjectRow[]): string[] {
  const entries = objects.flatMap((object) => (object.type === 'tree' ? parseTreeObject(object.bytes) : []));
  const odd = entries
    .filter(({ mode }) => !KNOWN.has(mode))
    .map(({ name, mode }) => `${printable(name)}: Its mode is ${printable(mode)}; only 100644 is allowed.`);
  return [...new Set(odd)].slice(0, 20);
}
