import type { ActivityFact } from '../facts.js';
import { type DistinctKey, type Matcher, passesWhere } from '../scope.js';
import type { ValueTest } from '../value-test.js';
import type { ArrivedLead } from './arrived-lead.js';
import { bitsOf } from './column-tables.js';
import type { Tables } from './compile-replay.js';
import { openRooms } from './open-rooms.js';

/** A lead as generated code sees it: a batch of one. */
export interface LeadColumns {
  leads: 1;
  starts: readonly [0, number];
  times: readonly number[];
  entries: readonly number[];
  lead: ArrivedLead;
}

/** Bodies are read from the database once for equal ones: what was found out about one is worth keeping, up to an end. */
const REMEMBERED = 5_000;

/** How generated code looks up what facts of one lead hold; it remembers what it found in bodies, and uses its rooms again for each. */
export function leadTables(): Tables {
  const wholes = openRooms((length) => new Int32Array(length));
  const reals = openRooms((length) => new Float64Array(length));
  const masks = new Map<string, (activity: ActivityFact) => number>();
  const kinds = new Map<string, (activity: ActivityFact) => DistinctKey | undefined>();
  const maskOf = (type: string, matchers: readonly Matcher[]) => {
    const known = masks.get(type);
    if (known) return known;
    const named = rememberByBody((activity) =>
      bitsOf(matchers, (matcher) => matcher.types.includes(type) && passesWhere(matcher, activity, 0)),
    );
    if (masks.size < REMEMBERED) masks.set(type, named);
    return named;
  };
  return {
    anyAttribute: () => () => true,
    indexRoom: ({ times }: LeadColumns, name: string) => wholes(name, times.length),
    instantRoom: ({ times }: LeadColumns, name: string) => reals(name, times.length),
    kindCounts: (name: string, kinds: number) => wholes(name, kinds).fill(0, 0, kinds),
    attributeTable({ lead }: LeadColumns, path: string, test: ValueTest) {
      const passes = test.passes(lead.read(path), 0);
      return () => passes;
    },
    classify({ lead }: LeadColumns, matchers: readonly Matcher[]) {
      const { activities } = lead;
      const found = wholes('masks', activities.length);
      for (let i = 0; i < activities.length; i++) {
        const activity = activities[i] as ActivityFact;
        found[i] = maskOf(activity.type, matchers)(activity);
      }
      return found;
    },
    distinctKinds({ lead }: LeadColumns, property: string, key: (activity: ActivityFact) => DistinctKey | undefined) {
      const keyOf = kinds.get(property) ?? rememberByBody(key);
      kinds.set(property, keyOf);
      const of = wholes(`kinds of ${property}`, lead.activities.length);
      return { codes: upTo(lead.activities.length), of, kinds: numberKinds(lead.activities, keyOf, of) };
    },
    numbersOf({ lead }: LeadColumns, property: string) {
      const { length } = lead.activities;
      const of = reals(`numbers of ${property}`, length);
      for (let i = 0; i < length; i++) {
        const { properties } = lead.activities[i] as ActivityFact;
        const value = Object.hasOwn(properties, property) ? properties[property] : undefined;
        of[i] = typeof value === 'number' ? value : Number.NaN;
      }
      return { codes: upTo(length), of };
    },
  };
}

function rememberByBody<Found>(find: (activity: ActivityFact) => Found): (activity: ActivityFact) => Found {
  const known = new Map<object, Found>();
  return (activity) => {
    const { properties } = activity;
    const remembered = known.get(properties);
    if (remembered !== undefined) return remembered;
    const found = find(activity);
    if (known.size >= REMEMBERED) known.clear();
    known.set(properties, found);
    return found;
  };
}

/** Writes different keys as small numbers, 0 for none: a lead has few; answers how many numbers there are. */
function numberKinds(
  activities: readonly ActivityFact[],
  keyOf: (activity: ActivityFact) => DistinctKey | undefined,
  of: Int32Array,
): number {
  const seen: DistinctKey[] = [];
  for (let i = 0; i < activities.length; i++) {
    const key = keyOf(activities[i] as ActivityFact);
    of[i] = key === undefined ? 0 : seen.indexOf(key) + 1 || seen.push(key);
  }
  return seen.length + 1;
}

let counted = Uint32Array.from({ length: 1_024 }, (_, i) => i);

/** 0, 1, 2 …: facts of one lead are their own dictionary. */
function upTo(length: number): Uint32Array {
  if (counted.length < length) counted = Uint32Array.from({ length: 2 * length }, (_, i) => i);
  return counted;
}
