import type { Json } from './facts.js';
import { foldText } from './fold-text.js';

/** Whether two values are equal: texts ignoring case and outer space; values of different kinds never are. */
export function sameValue(a: Json, b: Json): boolean {
  if (typeof a === 'string') return typeof b === 'string' && (a === b || foldText(a) === foldText(b));
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, i) => sameValue(item, b[i] as Json))
    );
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key] as Json, b[key] as Json))
  );
}
