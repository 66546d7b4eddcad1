import type { Json, JsonObject } from '../../scoring/facts.js';

/** Whether a JSON value is an object, not a list and not null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member an object has itself; definitions may have members called `toString`. */
export function ownMember(object: JsonObject, member: string): Json | undefined {
  return Object.hasOwn(object, member) ? object[member] : undefined;
}
