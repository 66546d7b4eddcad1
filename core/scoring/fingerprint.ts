import type { ModelContext } from './compiled-model.js';
import type { ScoringModel } from './model.js';

const WORDS = new Set([
  '$schema',
  'version',
  'name',
  'description',
  'owner',
  'reviewedOn',
  'reviewEvery',
  'label',
  'rationale',
  'acknowledge',
]);

/** A short text that changes with whatever changes results of a model in its tree; words and version leave it alone. */
export function fingerprint(model: ScoringModel, context: ModelContext): string {
  const text = JSON.stringify([model, context], function (this: unknown, key: string, value: unknown) {
    return WORDS.has(key) && isDefinition(this) ? undefined : value;
  });
  return hash(text);
}

/** Properties of activities may be called like a word of a definition: only definitions have one of these keys. */
function isDefinition(holder: unknown): boolean {
  return (
    typeof holder === 'object' &&
    holder !== null &&
    ['rules', 'points', 'when', 'sum', 'min', 'max'].some((key) => key in holder)
  );
}

function hash(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (b >>> 0).toString(16).padStart(8, '0') + (a >>> 0).toString(16).padStart(8, '0');
}
