import { createHash } from 'node:crypto';

/** A digest of an operation's input: equal for inputs that say the same, whatever the order of their keys; null is absent. */
export function inputHash(operation: string, input: object): string {
  return createHash('sha256')
    .update(JSON.stringify([operation, plain(input)]))
    .digest('base64url');
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid' : value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, plain(item)]));
}
