import type { Matcher, Scope } from '../scope.js';

/** Thrown while code for columns is written: this condition needs the whole timeline of a lead. */
export class NotInColumns extends Error {}

/** Collects the text of a replay over columns; only JSON.stringify and names of constants put values into it. */
export interface ColumnWriter {
  scope: Scope;
  constants: unknown[];
  /** Declarations of a batch and of a lead. */
  batch: string[];
  lead: string[];
  /** Statements for an activity (number `f`, instant `t`) that a matcher finds, by the matcher's bit. */
  enter: Map<number, string[]>;
  /** The same when it leaves a window, by length and bit. */
  leave: Map<number, Map<number, string[]>>;
  /** Statements after a lead for each of its activities that a matcher found. */
  clear: Map<number, string[]>;
  matchers: Matcher[];
  /** Whether anything decays, and in which direction points fall. */
  decays: 0 | 1 | -1;
  count: number;
}

/** A writer for one model. */
export function openColumnWriter(scope: Scope): ColumnWriter {
  return {
    scope,
    constants: [],
    batch: [],
    lead: [],
    enter: new Map(),
    leave: new Map(),
    clear: new Map(),
    matchers: [],
    decays: 0,
    count: 0,
  };
}

/** A new variable name. */
export function freshColumn(writer: ColumnWriter, letter: string): string {
  writer.count += 1;
  return `${letter}${writer.count}`;
}

/** The name under which the code reads a value that is no JSON. */
export function columnConstant(writer: ColumnWriter, value: unknown): string {
  const known = writer.constants.indexOf(value);
  return `k${known >= 0 ? known : writer.constants.push(value) - 1}`;
}

/** The bit of a matcher in the masks of the activities. */
export function matcherBit(writer: ColumnWriter, matcher: Matcher): number {
  if (matcher.timed) throw new NotInColumns('a property is compared with the instant of evaluation');
  let index = writer.matchers.indexOf(matcher);
  if (index < 0) index = writer.matchers.push(matcher) - 1;
  if (index > 30) throw new NotInColumns('there are more than 31 kinds of activities');
  return 1 << index;
}

/** Adds a statement to those of a bit. */
export function addTo(statements: Map<number, string[]>, bit: number, statement: string): void {
  statements.set(bit, [...(statements.get(bit) ?? []), statement]);
}

/** The statements that run when an activity leaves a window of this length. */
export function leavingOf(writer: ColumnWriter, length: number): Map<number, string[]> {
  const known = writer.leave.get(length) ?? new Map<number, string[]>();
  writer.leave.set(length, known);
  return known;
}
