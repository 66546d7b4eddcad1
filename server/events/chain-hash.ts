import { createHash } from 'node:crypto';
import type { Json } from '../../core/scoring/facts.js';

/**
 * The hash of a row of a chain: SHA-256 over the hash of the row before it (no bytes before the first), then the row's
 * fields as a JSON array in UTF-8: no spaces, object keys in the order of their UTF-16 units, instants as milliseconds.
 */
export function chainHash(previous: Uint8Array, fields: readonly Json[]): Buffer {
  return createHash('sha256')
    .update(previous)
    .update(canonicalJson(fields as Json[]))
    .digest();
}

function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] as Json)}`);
  return `{${members.join(',')}}`;
}
