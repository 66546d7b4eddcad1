import type { Json } from '../../scoring/facts.js';
import type { Finding } from '../finding.js';
import { pointerStep } from '../pointer.js';
import type { CheckedTree } from './check.js';

/** Errors: two entries of one list with the same `key`. */
export function findDuplicateKeys({ parsed, sound }: CheckedTree): Finding[] {
  return [...sound].flatMap((path) => duplicatesIn(path, '', parsed.get(path)?.value ?? null));
}

function duplicatesIn(path: string, pointer: string, value: Json): Finding[] {
  if (value === null || typeof value !== 'object') return [];
  const found: Finding[] = [];
  if (Array.isArray(value)) {
    const first = new Map<string, number>();
    value.forEach((entry, index) => {
      const key = entry !== null && typeof entry === 'object' && !Array.isArray(entry) ? entry['key'] : undefined;
      if (typeof key !== 'string') return;
      if (first.has(key)) {
        const message = `The key '${key}' is used twice in one list, first by entry ${first.get(key)}.`;
        const hint = 'Keys pair entries over versions: give one of the two another key.';
        found.push({ level: 'error', code: 'duplicate-key', path, pointer: `${pointer}/${index}/key`, message, hint });
      } else first.set(key, index);
    });
  }
  for (const [name, child] of Object.entries(value))
    found.push(...duplicatesIn(path, pointer + pointerStep(name), child));
  return found;
}
