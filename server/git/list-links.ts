import { parseTreeObject } from './parse-tree-object.js';
import type { GitObjectRow } from './repository.js';

const SUBMODULE = '160000';

/** The objects an object names; the commit of a submodule lies in another repository. */
export function listLinks({ type, bytes }: GitObjectRow): string[] {
  if (type === 'blob') return [];
  if (type === 'tree') return parseTreeObject(bytes).flatMap(({ mode, oid }) => (mode === SUBMODULE ? [] : [oid]));
  const [head = ''] = Buffer.from(bytes).toString('latin1').split('\n\n', 1);
  return [...head.matchAll(/^(?:tree|parent|object) ([0-9a-f]{40})$/gm)].map((match) => match[1] as string);
}
