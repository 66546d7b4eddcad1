import type { Json, JsonObject } from '../facts.js';
import type { Matcher } from '../scope.js';
import type { ValueTest } from '../value-test.js';
import { columnTables, longestLead } from './column-tables.js';
import type { Tables } from './compile-replay.js';
import type { Column, FactColumns } from './fact-columns.js';
import { openRooms } from './open-rooms.js';

/**
 * Leads whose activities came as they happened, and whose attributes are as `read` says, always. There is a time for each
 * activity; what else is of them may be longer.
 */
export interface ArrivedColumns extends Pick<FactColumns, 'leads' | 'starts' | 'times' | 'types'> {
  /** When each activity became known, in the same order. */
  entries: Float64Array;
  /** What activities hold, whole: `values[codes[i]]`. */
  bodies: { codes: Column['codes']; values: readonly JsonObject[] };
  read(lead: number, path: string): Json | undefined;
}

/** How generated code looks up what such leads hold; it uses its rooms again for each batch. */
export function arrivedTables(): Tables {
  const wholes = openRooms((length) => new Int32Array(length));
  const reals = openRooms((length) => new Float64Array(length));
  return {
    anyAttribute: () => () => true,
    indexRoom: (columns: ArrivedColumns, name: string) => wholes(name, longestLead(columns)),
    instantRoom: (columns: ArrivedColumns, name: string) => reals(name, longestLead(columns)),
    kindCounts: (name: string, kinds: number) => wholes(name, kinds).fill(0),
    attributeTable({ leads, read }: ArrivedColumns, path: string, test: ValueTest) {
      const passes = new Uint8Array(leads);
      for (let lead = 0; lead < leads; lead++) passes[lead] = test.passes(read(lead, path), 0) ? 1 : 0;
      return (lead: number) => passes[lead] === 1;
    },
    classify(columns: ArrivedColumns, matchers: readonly Matcher[]) {
      const properties = new Set(matchers.flatMap(({ where }) => where.map(({ property }) => property)));
      const masks = wholes('masks', columns.times.length);
      return columnTables.classify(withProperties(columns, properties), matchers, masks);
    },
    distinctKinds: (columns: ArrivedColumns, property: string, key: Parameters<typeof columnTables.distinctKinds>[2]) =>
      columnTables.distinctKinds(withProperties(columns, [property]), property, key),
    numbersOf: (columns: ArrivedColumns, property: string) =>
      columnTables.numbersOf(withProperties(columns, [property]), property),
  };
}

function withProperties(columns: ArrivedColumns, names: Iterable<string>): FactColumns {
  const { leads, starts, times, types, bodies } = columns;
  const properties: FactColumns['properties'] = {};
  for (const name of names) {
    const values = bodies.values.map((body) => (Object.hasOwn(body, name) ? body[name] : undefined));
    properties[name] = { codes: bodies.codes, values };
  }
  return { leads, starts, times, types, properties, attributes: {} };
}
