import type { Json, JsonObject } from '../../scoring/facts.js';
import { diffLists } from './diff-lists.js';
import { isObject, ownMember } from './is-object.js';
import { listKind } from './list-kind.js';
import { normalForm } from './normal-form.js';
import { memberOf, type Place } from './place.js';
import { formOf } from './subject-of.js';
import type { ValueChange } from './value-change.js';

/** What was changed between two values: by key, never by position; nothing where they say the same. */
export function diffValues(place: Place, before: Json | undefined, after: Json | undefined): ValueChange[] {
  const name = place.steps.findLast((step) => typeof step === 'string') ?? '';
  const [old, now] = emptyWhereAbsent(name as string, before, after);
  if (old === undefined || now === undefined) return old === now ? [] : [whole(place, old, now)];
  if (normalForm(old, nameAt(place)) === normalForm(now, nameAt(place))) return [];
  if (Array.isArray(old) && Array.isArray(now)) return diffLists(place, old, now, diffValues);
  if (!isObject(old) || !isObject(now)) return [whole(place, old, now)];
  const form = formOf(old);
  if (form !== formOf(now)) return [whole(sayWhole(place, old, now), old, now)];
  const isGroup = form !== null && GROUPS.has(form);
  const inside = form === null || isGroup ? place : sayWhole(place, old, now);
  const changes = diffMembers(inside, old, now);
  const one = changes.length === 1 && changes[0]?.act === 'CHANGED';
  return form === null || isGroup || one ? changes : [whole(inside, old, now)];
}

const GROUPS = new Set(['all', 'any', 'none', 'of']);

/** What is said in one breath: the outermost condition, trigger or fact that is no group of conditions. */
function sayWhole(place: Place, before: Json, after: Json): Place {
  return place.within ? place : { ...place, within: { steps: place.steps, before, after } };
}

function diffMembers(place: Place, before: JsonObject, after: JsonObject): ValueChange[] {
  const members = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return members.flatMap((member) =>
    diffValues(memberOf(place, member), ownMember(before, member), ownMember(after, member)),
  );
}

function whole(place: Place, before: Json | undefined, after: Json | undefined): ValueChange {
  const act = before === undefined ? 'ADDED' : after === undefined ? 'REMOVED' : 'CHANGED';
  const pointer = act === 'REMOVED' ? place.from : place.to;
  return { act, steps: place.steps, pointer, before, after, ...(place.within ? { within: place.within } : {}) };
}

/** An absent list of entries is an empty one: each entry is told. */
function emptyWhereAbsent(name: string, before: Json | undefined, after: Json | undefined): (Json | undefined)[] {
  const there = before ?? after;
  if ((before === undefined) === (after === undefined) || !Array.isArray(there) || there.length === 0) {
    return [before, after];
  }
  return listKind(name, [there]) === 'entries' ? [before ?? [], after ?? []] : [before, after];
}

function nameAt({ steps }: Place): string {
  const last = steps.at(-1);
  return typeof last === 'string' ? last : '';
}
