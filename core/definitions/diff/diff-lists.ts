import type { Json } from '../../scoring/facts.js';
import { findRenames } from './find-renames.js';
import { listKind, orderMatters } from './list-kind.js';
import { movedEntries } from './moved-entries.js';
import { nameEntries } from './name-entries.js';
import type { Place } from './place.js';
import type { ValueChange } from './value-change.js';

/** Tells what was changed in a pair of entries. */
type DiffEntry = (place: Place, before: Json | undefined, after: Json | undefined) => ValueChange[];

/** What was changed between two lists that do not say the same; pairs of entries are told by `diffEntry`. */
export function diffLists(
  place: Place,
  before: readonly Json[],
  after: readonly Json[],
  diffEntry: DiffEntry,
): ValueChange[] {
  const name = String(place.steps.at(-1) ?? '');
  const kind = listKind(name, [before, after]);
  if (kind !== 'entries' && kind !== 'content') return [list(place, 'CHANGED', before, after)];
  const [old = [], given = []] = nameEntries(name, kind, [before, after]);
  const renames = kind === 'entries' ? findRenames(name, before, after) : new Map<string, string>();
  const now = given.map((entry) => renames.get(entry) ?? entry);
  const changes = now.flatMap((entry, index) => {
    const at = old.indexOf(entry);
    const here = entryAt(place, given[index] as string, at, index);
    const renamed: ValueChange[] = [];
    if (renames.has(given[index] as string)) {
      renamed.push({
        act: 'RENAMED',
        steps: here.steps,
        pointer: here.to,
        before: entry,
        after: given[index] as string,
      });
      return renamed;
    }
    return diffEntry(here, before[at], after[index]);
  });
  const gone = old.flatMap((entry, index) =>
    now.includes(entry) ? [] : diffEntry(entryAt(place, entry, index, -1), before[index], undefined),
  );
  return [...changes, ...gone, ...reordered(place, name, kind, old, now)];
}

function reordered(place: Place, name: string, kind: string, old: string[], now: string[]): ValueChange[] {
  const [was, is] = [old.filter((entry) => now.includes(entry)), now.filter((entry) => old.includes(entry))];
  const moved = movedEntries(was, is);
  if (moved.length === 0 || (kind === 'content' && !orderMatters(name))) return [];
  if (!orderMatters(name) || kind === 'content') return [list(place, 'REORDERED', was, is)];
  return moved.map((entry) => {
    const { steps, from, to } = entryAt(place, entry, old.indexOf(entry), now.indexOf(entry));
    return { act: 'REORDERED', steps, pointer: to, before: from, after: to };
  });
}

function list(
  place: Place,
  act: 'CHANGED' | 'REORDERED',
  before: readonly Json[],
  after: readonly Json[],
): ValueChange {
  const { steps, to, within } = place;
  return { act, steps, pointer: to, before: [...before], after: [...after], ...(within ? { within } : {}) };
}

function entryAt(place: Place, entry: string, from: number, to: number): Place {
  return { ...place, steps: [...place.steps, { entry }], from: `${place.from}/${from}`, to: `${place.to}/${to}` };
}
