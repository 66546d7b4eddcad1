import { parseTreeObject } from './parse-tree-object.js';
import type { GitObjectRow } from './repository.js';

/** The objects an object names. */
export function listLinks({ type, bytes }: GitObjectRow): string[] {
  if (type === 'blob') return [];
  if (type === 'tree') return parseTreeObject(bytes).map((entry) => entry.oid);
  const [head = ''] = Buffer.from(bytes).toString('latin1').split('\n\n', 1);
  return [...head.matchAll(/^(?:tree|parent|object) ([0-9a-f]{40})$/gm)].map((match) => match[1] as string);
}
