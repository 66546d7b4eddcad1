import type { ActivityFact, Json } from '../facts.js';
import type { DistinctKey, Matcher } from '../scope.js';
import type { ValueTest } from '../value-test.js';
import type { Column, FactColumns } from './fact-columns.js';

const NONE: Column = { codes: new Uint8Array(0), values: [] };

/** Answers, by number of lead, whether its value passes: each value of the dictionary is tested once. */
function attributeTable(columns: FactColumns, path: string, test: ValueTest): (lead: number) => boolean {
  const column = Object.hasOwn(columns.attributes, path) ? columns.attributes[path] : undefined;
  if (column === undefined) {
    const missing = test.passes(undefined, 0);
    return () => missing;
  }
  const { codes, values } = column;
  const passes = Uint8Array.from(values, (value) => (test.passes(value, 0) ? 1 : 0));
  return (lead) => passes[codes[lead] as number] === 1;
}

/** One bit a matcher for each activity of the batch, written to `masks`. */
function classify(
  columns: FactColumns,
  matchers: readonly Matcher[],
  masks = new Int32Array(columns.times.length),
): Int32Array {
  const { types } = columns;
  const ofType = Int32Array.from(types.values, (type) =>
    bitsOf(matchers, (matcher) => matcher.types.includes(type as string)),
  );
  const { length } = columns.times;
  for (let i = 0; i < length; i++) masks[i] = ofType[types.codes[i] as number] as number;
  const properties = new Set(matchers.flatMap((matcher) => matcher.where.map(({ property }) => property)));
  for (const property of properties) {
    const passes = (value: Json | undefined) => (matcher: Matcher) =>
      matcher.where.every((where) => where.property !== property || where.test.passes(value, 0));
    const column = propertyColumn(columns, property);
    if (column === NONE) {
      const bits = bitsOf(matchers, passes(undefined));
      for (let i = 0; i < length; i++) masks[i] = (masks[i] as number) & bits;
      continue;
    }
    const ofValue = Int32Array.from(column.values, (value) => bitsOf(matchers, passes(value)));
    const { codes } = column;
    for (let i = 0; i < length; i++) masks[i] = (masks[i] as number) & (ofValue[codes[i] as number] as number);
  }
  return masks;
}

/** One bit a matcher that has something. */
export function bitsOf(matchers: readonly Matcher[], has: (matcher: Matcher) => boolean): number {
  return matchers.reduce((bits, matcher, i) => (has(matcher) ? bits | (1 << i) : bits), 0);
}

/** Numbers for the different values of a property; 0 stands for none. */
function distinctKinds(
  columns: FactColumns,
  property: string,
  key: (activity: ActivityFact) => DistinctKey | undefined,
): { codes: Column['codes']; of: Int32Array; kinds: number } {
  const { codes, values } = propertyColumn(columns, property);
  const known = new Map<DistinctKey, number>();
  const of = Int32Array.from(values, (value) => {
    const name = key({ properties: value === undefined ? {} : { [property]: value } } as unknown as ActivityFact);
    if (name === undefined) return 0;
    if (!known.has(name)) known.set(name, known.size + 1);
    return known.get(name) as number;
  });
  return { codes: padded(columns, codes), of: of.length === 0 ? new Int32Array(1) : of, kinds: known.size + 1 };
}

/** The numbers of a numeric property; NaN for every other value. */
function numbersOf(columns: FactColumns, property: string): { codes: Column['codes']; of: Float64Array } {
  const { codes, values } = propertyColumn(columns, property);
  const of = Float64Array.from(values, (value) => (typeof value === 'number' ? value : Number.NaN));
  return { codes: padded(columns, codes), of: of.length === 0 ? new Float64Array([Number.NaN]) : of };
}

function propertyColumn(columns: FactColumns, property: string): Column {
  return (Object.hasOwn(columns.properties, property) ? columns.properties[property] : undefined) ?? NONE;
}

function padded(columns: FactColumns, codes: Column['codes']): Column['codes'] {
  return codes.length > 0 ? codes : new Uint8Array(columns.times.length);
}

/** The greatest number of activities of one lead. */
export function longestLead({ leads, starts }: Pick<FactColumns, 'leads' | 'starts'>): number {
  let longest = 0;
  for (let lead = 0; lead < leads; lead++)
    longest = Math.max(longest, (starts[lead + 1] as number) - (starts[lead] as number));
  return longest;
}

/** Room for numbers of the activities of any lead; code names each of its rooms. */
function indexRoom(columns: FactColumns, _name: string): Int32Array {
  return new Int32Array(longestLead(columns));
}

/** Room for an instant of each activity of any lead. */
function instantRoom(columns: FactColumns, _name: string): Float64Array {
  return new Float64Array(longestLead(columns));
}

/** How often each of so many kinds was seen: never yet. */
function kindCounts(_name: string, kinds: number): Int32Array {
  return new Int32Array(kinds);
}

/** Whether a lead has any attribute at all. */
function anyAttribute(columns: FactColumns): (lead: number) => boolean {
  const known = Object.values(columns.attributes);
  return (lead) => known.some(({ codes, values }) => (values[codes[lead] as number] ?? null) !== null);
}

/** How generated code looks up what a batch holds as dictionaries. */
export const columnTables = {
  anyAttribute,
  attributeTable,
  classify,
  distinctKinds,
  indexRoom,
  instantRoom,
  kindCounts,
  numbersOf,
};
