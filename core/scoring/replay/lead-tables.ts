import type { ActivityFact } from '../facts.js';
import { type DistinctKey, type Matcher, passesWhere } from '../scope.js';
import type { ValueTest } from '../value-test.js';
import type { ArrivedLead } from './arrived-lead.js';
import { bitsOf } from './column-tables.js';
import type { Tables } from './compile-replay.js';

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

/** How generated code looks up what facts of one lead hold; it remembers what it found in bodies. */
export function leadTables(): Tables {
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
    longestLead: ({ times }: LeadColumns) => times.length,
    attributeTable({ lead }: LeadColumns, path: string, test: ValueTest) {
      const passes = test.passes(lead.read(path), 0);
      return () => passes;
    },
    classify({ lead }: LeadColumns, matchers: readonly Matcher[]) {
      const { activities } = lead;
      const found = new Int32Array(activities.length);
      for (let i = 0; i < activities.length; i++) {
        const activity = activities[i] as ActivityFact;
        found[i] = maskOf(activity.type, matchers)(activity);
      }
      return found;
    },
    distinctKinds({ lead }: LeadColumns, property: string, key: (activity: ActivityFact) => DistinctKey | undefined) {
      const keyOf = kinds.get(property) ?? rememberByBody(key);
      kinds.set(property, keyOf);
      return { codes: upTo(lead.activities.length), ...numbered(lead.activities, keyOf) };
    },
    numbersOf({ lead }: LeadColumns, property: string) {
      const of = new Float64Array(lead.activities.length);
      for (let i = 0; i < of.length; i++) {
        const { properties } = lead.activities[i] as ActivityFact;
        const value = Object.hasOwn(properties, property) ? properties[property] : undefined;
        of[i] = typeof value === 'number' ? value : Number.NaN;
      }
      return { codes: upTo(of.length), of };
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

/** Different keys by small numbers, 0 for none: a lead has few. */
function numbered(
  activities: readonly ActivityFact[],
  keyOf: (activity: ActivityFact) => DistinctKey | undefined,
): { of: Int32Array; kinds: number } {
  const seen: DistinctKey[] = [];
  const of = new Int32Array(activities.length);
  for (let i = 0; i < activities.length; i++) {
    const key = keyOf(activities[i] as ActivityFact);
    if (key === undefined) continue;
    const at = seen.indexOf(key);
    of[i] = at >= 0 ? at + 1 : seen.push(key);
  }
  return { of, kinds: seen.length + 1 };
}

let counted = Uint32Array.from({ length: 1_024 }, (_, i) => i);

/** 0, 1, 2 …: facts of one lead are their own dictionary. */
function upTo(length: number): Uint32Array {
  if (counted.length < length) counted = Uint32Array.from({ length: 2 * length }, (_, i) => i);
  return counted;
}
