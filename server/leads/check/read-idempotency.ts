import type { Optional } from '../inputs.js';
import type { Idempotency } from '../intake/item.js';
import { inputHash } from './input-hash.js';

/** The idempotency of an input under a key; null where no key was given. */
export function readIdempotency(key: Optional<string>, operation: string, input: object): Idempotency | null {
  if (key === null || key === undefined) return null;
  return { key, operation, hash: inputHash(operation, input) };
}
