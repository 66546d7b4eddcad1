import type { Json } from '../../scoring/facts.js';
import { isObject } from './is-object.js';
import { entryName } from './list-kind.js';
import { normalForm } from './normal-form.js';

/** Entries of `after` that are one of `before` under another key, saying the same: new key to old key. */
export function findRenames(name: string, before: readonly Json[], after: readonly Json[]): Map<string, string> {
  const keysOf = (list: readonly Json[]) => new Set(list.map((entry) => entryName(name, entry)));
  const [old, now] = [keysOf(before), keysOf(after)];
  const gone = before.filter((entry) => !now.has(entryName(name, entry)));
  const renames = new Map<string, string>();
  for (const entry of after) {
    const key = keyOf(entry);
    if (key === null || old.has(entryName(name, entry))) continue;
    const at = gone.findIndex((one) => keyOf(one) !== null && withoutKey(one) === withoutKey(entry));
    if (at >= 0) renames.set(key, keyOf(gone.splice(at, 1)[0] as Json) as string);
  }
  return renames;
}

function keyOf(entry: Json): string | null {
  return isObject(entry) && typeof entry['key'] === 'string' ? entry['key'] : null;
}

function withoutKey(entry: Json): string {
  if (!isObject(entry)) return '';
  const { key: _, ...rest } = entry;
  return normalForm(rest);
}
