import type { Json, JsonObject } from '../../scoring/facts.js';
import { isObject, ownMember } from '../diff/is-object.js';
import { listKind } from '../diff/list-kind.js';
import { normalForm } from '../diff/normal-form.js';
import { formOf } from '../diff/subject-of.js';
import { pointerStep } from '../pointer.js';
import { mergeLists } from './merge-lists.js';
import { mergeOrder } from './merge-order.js';
import type { Merged, MergePlace, Sides } from './three-way.js';

/** Three values made one, field by field and entry by entry: a side that did not change a thing takes the other's. */
export function mergeValues(place: MergePlace, given: Sides): Merged {
  const name = nameAt(place);
  const sides = emptyWhereAbsent(name, given);
  const { base, ours, theirs } = sides;
  const [b, o, t] = [base, ours, theirs].map((side) => (side === undefined ? undefined : normalForm(side, name)));
  if (o === t || b === t) return { value: given.ours, clashes: [] };
  if (b === o) return { value: given.theirs, clashes: [] };
  if (Array.isArray(base) && Array.isArray(ours) && Array.isArray(theirs)) {
    const merged = mergeLists(place, name, { base, ours, theirs }, mergeValues);
    const isAbsent = given.ours === undefined || given.theirs === undefined;
    return Array.isArray(merged.value) && merged.value.length === 0 && isAbsent
      ? { ...merged, value: undefined }
      : merged;
  }
  if (!isObject(base) || !isObject(ours) || !isObject(theirs) || new Set([base, ours, theirs].map(formOf)).size > 1) {
    return { value: given.ours, clashes: [{ place: inside(place, sides), sides: given }] };
  }
  return mergeMembers(inside(place, sides), base, ours, theirs);
}

function mergeMembers(place: MergePlace, base: JsonObject, ours: JsonObject, theirs: JsonObject): Merged {
  const members = new Map<string, Merged>();
  for (const member of new Set([base, ours, theirs].flatMap((side) => Object.keys(side)))) {
    const step = pointerStep(member);
    const at = { ...place, steps: [...place.steps, member], base: place.base + step, theirs: place.theirs + step };
    const [b, o, t] = [base, ours, theirs].map((side) => ownMember(side, member));
    members.set(member, mergeValues(at, { base: b, ours: o, theirs: t }));
  }
  const survives = new Set([...members].flatMap(([member, { value }]) => (value === undefined ? [] : [member])));
  const { order } = mergeOrder(Object.keys(base), Object.keys(ours), Object.keys(theirs), survives);
  const value = Object.fromEntries(order.map((member) => [member, members.get(member)?.value as Json]));
  return { value, clashes: [...members.values()].flatMap(({ clashes }) => clashes) };
}

/** The outermost condition or trigger: it is said as a whole. */
function inside(place: MergePlace, sides: Sides): MergePlace {
  const forms = [sides.base, sides.ours, sides.theirs].map((side) => (side === undefined ? null : formOf(side)));
  const isCondition = forms.some((form) => form !== null && !['all', 'any', 'none', 'of'].includes(form));
  return isCondition && !place.within ? { ...place, within: { steps: place.steps, sides } } : place;
}

/** An absent list of entries, or of conditions, is an empty one. */
function emptyWhereAbsent(name: string, sides: Sides): Sides {
  const lists = Object.values(sides).filter((side): side is Json[] => Array.isArray(side));
  const others = Object.values(sides).filter((side) => side !== undefined && !Array.isArray(side));
  const kind = listKind(name, lists);
  const isList = lists.length > 1 && others.length === 0 && lists.flat().length > 0;
  if (!isList || (kind !== 'entries' && kind !== 'content')) return sides;
  return { base: sides.base ?? [], ours: sides.ours ?? [], theirs: sides.theirs ?? [] };
}

function nameAt({ steps }: MergePlace): string {
  const last = steps.at(-1);
  return typeof last === 'string' ? last : '';
}
