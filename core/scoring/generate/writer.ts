import type { Matcher, Scope } from '../scope.js';

/** What the code is for: `evaluate` answers values, `steady` also until when they hold, `explain` also why. */
export type Purpose = 'evaluate' | 'steady' | 'explain';

/** What one pass over the activities of a type does where one passes a matcher: `start` is the window's name, if any. */
export interface Signal {
  start: string | null;
  length: number;
  body: string;
}

/**
 * Collects the text of a function over (timeline, at). Values of the model enter it only through JSON.stringify and
 * `constant`, so that no text of a model ever becomes code.
 */
export interface Writer {
  scope: Scope;
  purpose: Purpose;
  constants: unknown[];
  /** Statements before the passes over the activities. */
  head: string[];
  /** By activity type, then matcher. */
  loops: Map<string, Map<Matcher, Signal[]>>;
  /** Names given already, by what they stand for. */
  names: Map<string, string>;
  /** Expressions: instants at which something other than decay may change. */
  changes: string[];
  count: number;
  /** Variables of points and scores, once thresholds are emitted: their frames know them. */
  scored: { points: string[]; scores: string[] } | null;
}

/** A writer for one function. */
export function openWriter(scope: Scope, purpose: Purpose): Writer {
  return {
    scope,
    purpose,
    constants: [],
    head: [],
    loops: new Map(),
    names: new Map(),
    changes: [],
    count: 0,
    scored: null,
  };
}

/** A new variable name. */
export function fresh(writer: Writer, letter: string): string {
  writer.count += 1;
  return `${letter}${writer.count}`;
}

/** The name under which the code reads a value that is no JSON. */
export function constant(writer: Writer, value: unknown): string {
  let index = writer.constants.indexOf(value);
  if (index < 0) index = writer.constants.push(value) - 1;
  return `k${index}`;
}

/** A number, text or other JSON value as code; infinities too. */
export function literal(value: unknown): string {
  if (value === Infinity) return 'Infinity';
  if (value === -Infinity) return '-Infinity';
  return typeof value === 'number' && value < 0 ? `(${JSON.stringify(value)})` : JSON.stringify(value);
}

/** The name of something that is declared at most once. */
export function once(writer: Writer, what: string, letter: string, value: () => string): string {
  const known = writer.names.get(what);
  if (known !== undefined) return known;
  const name = fresh(writer, letter);
  writer.names.set(what, name);
  writer.head.push(`const ${name} = ${value()};`);
  return name;
}

/** Declares a variable that the passes over the activities fill. */
export function declare(writer: Writer, letter: string, initial: string): string {
  const name = fresh(writer, letter);
  writer.head.push(`let ${name} = ${initial};`);
  return name;
}

/** Adds to the passes over a matcher's types. */
export function addSignal(writer: Writer, matcher: Matcher, signal: Signal): void {
  for (const type of matcher.types) {
    const ofType = writer.loops.get(type) ?? new Map<Matcher, Signal[]>();
    ofType.set(matcher, [...(ofType.get(matcher) ?? []), signal]);
    writer.loops.set(type, ofType);
  }
}

/** Asks the plain way, over a frame that is opened at most once. */
export function frame(writer: Writer): string {
  if (!writer.names.has('frame')) {
    writer.names.set('frame', 'fr');
    writer.head.push('let fr, fs;');
  }
  if (writer.scored === null) return '(fr ??= open(timeline, at))';
  const { points, scores } = writer.scored;
  return `(fs ??= scoredFrame(fr ??= open(timeline, at), [${points.join(', ')}], [${scores.join(', ')}]))`;
}
