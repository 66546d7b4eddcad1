import type { Json } from '../../scoring/facts.js';
import { listKind, orderMatters } from '../diff/list-kind.js';
import { nameEntries } from '../diff/name-entries.js';
import { mergeOrder } from './merge-order.js';
import type { Clash, Merged, MergePlace, MergeSides } from './three-way.js';

/** Lists on all three sides. */
interface Lists {
  base: readonly Json[];
  ours: readonly Json[];
  theirs: readonly Json[];
}

/**
 * Three lists made one: members are paired by name, each merged by `mergeSides`. Clashes where an order that counts
 * was changed on both sides, or (texts in an order, as the models that run) both sides added at one place.
 */
export function mergeLists(place: MergePlace, name: string, lists: Lists, mergeSides: MergeSides): Merged {
  const sides = [lists.base, lists.ours, lists.theirs];
  const kind = listKind(name, sides);
  const whole: Clash = {
    place,
    sides: { base: [...lists.base], ours: [...lists.ours], theirs: [...lists.theirs] },
  };
  if (kind === 'value') return { value: whole.sides.ours, clashes: [whole] };
  const names = nameEntries(name, kind, sides);
  const [base = [], ours = [], theirs = []] = names;
  const places = names.map((side) => new Map(side.map((entry, index) => [entry, index])));
  const clashes: Clash[] = [];
  const members = new Map<string, Json>();
  for (const entry of new Set(names.flat())) {
    const [b = -1, o = -1, t = -1] = places.map((side) => side.get(entry));
    const at = {
      ...place,
      steps: [...place.steps, { entry }],
      base: `${place.base}/${b}`,
      theirs: `${place.theirs}/${t}`,
    };
    const merged = mergeSides(at, { base: lists.base[b], ours: lists.ours[o], theirs: lists.theirs[t] });
    clashes.push(...merged.clashes);
    if (merged.value !== undefined) members.set(entry, merged.value);
  }
  const { order, contested, crowded } = mergeOrder(base, ours, theirs, new Set(members.keys()));
  if ((contested && orderMatters(name)) || (crowded && kind === 'sequence')) clashes.push(whole);
  return { value: order.map((entry) => members.get(entry) as Json), clashes };
}
