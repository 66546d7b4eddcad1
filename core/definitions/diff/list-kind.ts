import type { Json } from '../../scoring/facts.js';
import { isObject, ownMember } from './is-object.js';

/**
 * How the members of a list are told apart. `entries`: by their key. `content`: by what they say (conditions, triggers,
 * facts). `set`: texts and numbers in no order. `sequence`: texts in an order that counts. `value`: the list is one value.
 */
export type ListKind = 'entries' | 'content' | 'set' | 'sequence' | 'value';

const SEQUENCES = new Set(['models', 'sections']);
const VALUES = new Set(['between']);
/** Lists of objects whose order something depends on. */
const ORDERED = new Set([
  'stages',
  'moves',
  'segments',
  'challengers',
  'calendars',
  'routes',
  'scoreBands',
  'files',
  'facts',
]);

/** What names an entry of a list that has no `key`. */
const NAMES: { readonly [list: string]: readonly string[] } = {
  challengers: ['model', 'against'],
  metrics: ['from', 'to', 'denominator'],
  targets: ['period', 'metric'],
  externalIds: ['system'],
  acknowledge: ['warning'],
  escalate: ['after'],
};

/** The kind of the list called `name`, judged by what stands in it on all sides. */
export function listKind(name: string, lists: readonly (readonly Json[])[]): ListKind {
  const members = lists.flat();
  if (VALUES.has(name)) return 'value';
  if (members.every((member) => member === null || typeof member !== 'object')) {
    return SEQUENCES.has(name) ? 'sequence' : 'set';
  }
  if (!members.every(isObject)) return 'value';
  const named = lists.every((list) => {
    const names = list.map((entry) => entryName(name, entry));
    return !names.includes(null) && new Set(names).size === names.length;
  });
  return named ? 'entries' : 'content';
}

/** The key of an entry, or what stands for one; null where it has none. */
export function entryName(list: string, entry: Json): string | null {
  if (!isObject(entry)) return null;
  const members = (Object.hasOwn(NAMES, list) ? NAMES[list] : undefined) ?? ['key'];
  const values = members.map((member) => ownMember(entry, member));
  return values.every((value) => typeof value === 'string') ? values.join(' ') : null;
}

/** Whether something depends on the order of the list called `name`. */
export function orderMatters(name: string): boolean {
  return ORDERED.has(name) || SEQUENCES.has(name);
}
