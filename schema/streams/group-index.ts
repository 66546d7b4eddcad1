import type { EventFilter } from '../../server/events/event-filter.js';
import { acceptedValues, dimensions } from '../../server/events/event-filter.js';
import type { LogEvent } from '../../server/events/log-event.js';

/** Finds those whose filters an event may pass without asking the others. */
export interface GroupIndex<Group> {
  add(filter: EventFilter, group: Group): void;
  remove(filter: EventFilter, group: Group): void;
  /** Each at most once; the whole filter is still to be asked. */
  candidates(event: LogEvent): Iterable<Group>;
}

/** An empty index. Each filter is kept under the values of its most selective field, or under `any`. */
export function createGroupIndex<Group>(): GroupIndex<Group> {
  const any = new Set<Group>();
  const byValue = new Map<string, Map<string, Set<Group>>>(dimensions.map(({ field }) => [field, new Map()]));

  function places(filter: EventFilter): { values: Map<string, Set<Group>>; keys: readonly string[] } | null {
    for (const { field } of dimensions) {
      const keys = acceptedValues(filter, field);
      const values = byValue.get(field);
      if (keys && values) return { values, keys };
    }
    return null;
  }

  return {
    add(filter, group) {
      const place = places(filter);
      if (!place) any.add(group);
      for (const key of place?.keys ?? []) {
        const found = place?.values.get(key);
        if (found) found.add(group);
        else place?.values.set(key, new Set([group]));
      }
    },
    remove(filter, group) {
      const place = places(filter);
      if (!place) any.delete(group);
      for (const key of place?.keys ?? []) {
        const found = place?.values.get(key);
        found?.delete(group);
        if (found?.size === 0) place?.values.delete(key);
      }
    },
    *candidates(event) {
      yield* any;
      for (const { field, read } of dimensions) {
        const values = byValue.get(field);
        if (values && values.size > 0) yield* values.get(read(event) as string) ?? [];
      }
    },
  };
}
