import type { Json, JsonObject } from '../../../core/scoring/facts.js';
import { type UserError, userError } from '../user-error.js';
import { isStorable } from './check-text.js';

const MAX_DEPTH = 32;
const MAX_BYTES = 65_536;
const MAX_KEY = 200;

/** Problems of a JSON object that is to be stored: 64 KiB at most, 32 levels, finite numbers, storable texts, keys to 200 characters. */
export function checkJson(value: JsonObject, field: string[]): UserError[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    const message = `'${field.at(-1)}' must be an object, such as {"title": "CFO"}.`;
    return [userError('INVALID', field, message)];
  }
  const problem = findProblem(value, field, 1);
  if (problem) return [problem];
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes <= MAX_BYTES) return [];
  return [userError('LIMIT_EXCEEDED', field, `'${field.at(-1)}' takes ${bytes} bytes; at most ${MAX_BYTES} are kept.`)];
}

function findProblem(value: Json, field: string[], depth: number): UserError | undefined {
  if (depth > MAX_DEPTH)
    return userError('INVALID', field.slice(0, 4), `The value is deeper than ${MAX_DEPTH} levels.`);
  if (typeof value === 'string' && !isStorable(value)) {
    return userError('INVALID', field, `'${field.at(-1)}' contains a NUL character or half of a surrogate pair.`);
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return userError('INVALID', field, `'${field.at(-1)}' is not a finite number.`);
  }
  if (Array.isArray(value)) return first(value, (item, i) => findProblem(item, [...field, String(i)], depth + 1));
  if (value === null || typeof value !== 'object') return undefined;
  return first(Object.keys(value), (key) => {
    if (key === '' || key.length > MAX_KEY || !isStorable(key)) {
      return userError(
        'INVALID',
        field,
        `A key of '${field.at(-1)}' is empty, longer than ${MAX_KEY} characters or no valid text.`,
      );
    }
    return findProblem(value[key] as Json, [...field, key], depth + 1);
  });
}

function first<Item>(items: Item[], find: (item: Item, index: number) => UserError | undefined): UserError | undefined {
  for (const [index, item] of items.entries()) {
    const problem = find(item, index);
    if (problem) return problem;
  }
  return undefined;
}
