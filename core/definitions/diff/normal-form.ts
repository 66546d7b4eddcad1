import type { Json } from '../../scoring/facts.js';
import { isObject } from './is-object.js';
import { listKind, orderMatters } from './list-kind.js';

/** Whether a member of a file says nothing about the definitions: the merge writes it itself, or only editors read it. */
export function isForm(member: string): boolean {
  return member === 'version' || member === '$schema';
}

/** A file's meaning as text: equal texts say the same. Order of properties, of conditions and of sets is form. */
export function normalFile(value: Json): string {
  return isObject(value) ? normalForm(withoutForm(value)) : normalForm(value);
}

/** The members of a file that say something. */
export function withoutForm(file: { [member: string]: Json }): { [member: string]: Json } {
  return Object.fromEntries(Object.entries(file).filter(([member]) => !isForm(member)));
}

/** A value's meaning as text; `name` is the member it stands under. */
export function normalForm(value: Json, name = ''): string {
  if (Array.isArray(value)) {
    const members = value.map((member) => normalForm(member));
    return `[${(isInOrder(name, value) ? members : members.sort()).join(',')}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((member) => `${JSON.stringify(member)}:${normalForm(value[member] as Json, member)}`);
  return `{${members.join(',')}}`;
}

function isInOrder(name: string, list: Json[]): boolean {
  const kind = listKind(name, [list]);
  return kind === 'entries' || kind === 'sequence' || kind === 'value' || orderMatters(name);
}
