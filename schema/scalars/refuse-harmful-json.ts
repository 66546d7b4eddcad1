import { badValue } from './bad-value.js';

const MAX_DEPTH = 50;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** Returns the value as it came; throws where it is nested deeper than 50, has a number that is none, or a key that changes prototypes. */
export function refuseHarmfulJson(scalar: string, value: unknown): unknown {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value: each, depth } = next;
    if (typeof each === 'number' && !Number.isFinite(each))
      throw badValue(scalar, String(each), 'numbers must be finite');
    if (typeof each !== 'object' || each === null) continue;
    if (depth >= MAX_DEPTH) throw badValue(scalar, '…', `it is nested deeper than ${MAX_DEPTH}`);
    for (const [key, inner] of Object.entries(each)) {
      if (FORBIDDEN_KEYS.has(key)) throw badValue(scalar, key, 'this key is not allowed, rename it');
      open.push({ value: inner, depth: depth + 1 });
    }
  }
  return value;
}
