import { createHash } from 'node:crypto';
import type { GitObjectRow } from './repository.js';

/** A git object under the name git gives it: the SHA-1 of its header and content. */
export function objectRow(type: GitObjectRow['type'], bytes: Uint8Array): GitObjectRow {
  const oid = createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
  return { oid, type, bytes };
}
