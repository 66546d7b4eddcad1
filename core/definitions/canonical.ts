import type { Json } from '../scoring/facts.js';

/** The canonical form of a definition: two spaces, keys in their own order, one newline at the end. */
export function printCanonical(value: Json): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
