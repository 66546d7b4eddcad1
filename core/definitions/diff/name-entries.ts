import type { Json } from '../../scoring/facts.js';
import { isObject } from './is-object.js';
import { entryName, type ListKind } from './list-kind.js';
import { normalForm } from './normal-form.js';
import { subjectOf } from './subject-of.js';

/**
 * Names the members of a list on several sides, the first being the base: what carries one name is the same member.
 * Entries go by key, texts by themselves; members without a key by equal content, then by equal form and subject.
 */
export function nameEntries(name: string, kind: ListKind, sides: readonly (readonly Json[])[]): string[][] {
  if (kind === 'entries') return sides.map((list) => list.map((entry) => entryName(name, entry) ?? ''));
  if (kind !== 'content') return sides.map((list) => numbered(list.map((member) => normalForm(member))));
  const [base = [], ...others] = sides;
  return [base.map((_, index) => `#${index}`), ...others.map((list) => nameByContent(base, list))];
}

/** From the strictest likeness to the loosest; each names what is left. */
const LIKENESSES: readonly ((entry: Json) => string | null)[] = [
  (entry) => normalForm(entry),
  (entry) => likeness(entry, 'where'),
  (entry) => likeness(entry, 'ago'),
  subjectOf,
];

function likeness(entry: Json, member: string): string | null {
  const subject = subjectOf(entry);
  return subject === null || !isObject(entry) ? null : `${subject} ${normalForm(entry[member] ?? null, member)}`;
}

function nameByContent(base: readonly Json[], list: readonly Json[]): string[] {
  const names: (string | undefined)[] = list.map(() => undefined);
  const free = new Set(base.keys());
  for (const alike of LIKENESSES) {
    const waiting = new Map<string, number[]>();
    for (const index of free) {
      const text = alike(base[index] as Json);
      if (text !== null) waiting.set(text, [...(waiting.get(text) ?? []), index]);
    }
    list.forEach((entry, at) => {
      const text = names[at] === undefined ? alike(entry) : null;
      const index = text === null ? undefined : waiting.get(text)?.shift();
      if (index === undefined) return;
      names[at] = `#${index}`;
      free.delete(index);
    });
  }
  const added = numbered(list.filter((_, at) => names[at] === undefined).map((entry) => normalForm(entry)));
  return names.map((named) => named ?? `+${added.shift()}`);
}

/** Equal texts told apart by their number. */
function numbered(texts: string[]): string[] {
  const seen = new Map<string, number>();
  return texts.map((text) => {
    const count = seen.get(text) ?? 0;
    seen.set(text, count + 1);
    return count === 0 ? text : `${text}~${count}`;
  });
}
