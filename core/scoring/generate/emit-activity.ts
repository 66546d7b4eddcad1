import { describeWhat } from '../count-node.js';
import { compileCount, countAges, countReach } from '../count-test.js';
import { describeActivities, describeCondition } from '../describe.js';
import { foldText } from '../fold-text.js';
import type { ActivityCondition, ActivityMatch, CountOperators } from '../model.js';
import { addMatcher, distinctKey, type Matcher } from '../scope.js';
import { compileSpan, type Span } from '../span.js';
import { compileOperators } from '../value-test.js';
import { comparesNumbers, emitNumberTest, emitValueTest } from './emit-value-test.js';
import { addSignal, constant, declare, literal, once, type Writer } from './writer.js';

/** A condition as code: expressions over variables of the function. */
export interface Emitted {
  holds: string;
  /** Emits the instant from which decay counts; -Infinity where there is none. */
  newest: () => string;
  detail: string;
  missing: string;
  /** The newest 20 activities and how many there are; null where only the plain way tells. */
  evidence: { list: string; count: string } | null;
}

/** A matcher over a window, as the passes see it. */
export interface Window {
  matcher: Matcher;
  span: Span;
  start: string | null;
}

/** The window of an activity condition. */
export function openWindow(writer: Writer, match: ActivityMatch): Window {
  const matcher = addMatcher(writer.scope, match, { newest: 0, age: 0 });
  const span = compileSpan(match);
  return { matcher, span, start: windowStart(writer, span) };
}

/** The same window, no longer than `length` milliseconds. */
export function narrowed(writer: Writer, window: Window, length: number): Window {
  const span = { ...window.span, length };
  return { ...window, span, start: windowStart(writer, span) };
}

function windowStart(writer: Writer, { length, inPass }: Span): string | null {
  if (length === Infinity && !inPass) return null;
  const pass = inPass ? once(writer, 'pass', 'a', () => 'passUpTo(timeline, at)') : '-Infinity';
  const start = length === Infinity ? '-Infinity' : `at - ${literal(length)}`;
  return once(writer, `start ${length} ${inPass}`, 'b', () => (inPass ? `Math.max(${start}, ${pass})` : start));
}

/** Adds statements for each activity in a window, newest first. */
export function inWindow(writer: Writer, { matcher, span, start }: Window, body: string): void {
  addSignal(writer, matcher, { start, length: span.inPass ? Infinity : span.length, body });
}

/** Collects the evidence of a window, or of those of its activities that pass `where`; a bare count costs one addition. */
export function emitEvidence(writer: Writer, window: Window, where: string | null): { list: string; count: string } {
  const count = declare(writer, 'n', '0');
  const list = writer.purpose === 'explain' ? declare(writer, 'e', '[]') : '';
  const body = list === '' ? `${count}++;` : `if (${count}++ < 20) ${list}.push(f);`;
  inWindow(writer, window, where === null ? body : `if (${where}) { ${body} }`);
  return { list, count };
}

/** The newest activity of a window as code. */
export function emitNewest(writer: Writer, window: Window, where: string | null): string {
  const newest = declare(writer, 'w', '-Infinity');
  inWindow(writer, window, `if (t > ${newest}${where === null ? '' : ` && ${where}`}) ${newest} = t;`);
  return newest;
}

/** The first instant at which an activity leaves a window as code, of those that pass `where`. */
export function emitFirstLeaving(writer: Writer, window: Window, where: string | null): void {
  if (writer.purpose !== 'steady' || window.span.length === Infinity) return;
  const oldest = declare(writer, 'o', 'Infinity');
  inWindow(writer, window, `if (t < ${oldest}${where === null ? '' : ` && ${where}`}) ${oldest} = t;`);
  writer.changes.push(`${oldest} + ${literal(window.span.length)}`);
}

/** The variable that holds a property of the activity at hand. */
export function propertyName(property: string): string {
  return `f_${[...property].map((letter) => (/[a-zA-Z0-9]/.test(letter) ? letter : `_${letter.codePointAt(0)}_`)).join('')}`;
}

/** How many activities of a window, or different values: null where only the plain way tells. */
export function emitCount(writer: Writer, condition: ActivityCondition): Emitted | null {
  if (condition.inAny !== undefined) return null;
  const window = openWindow(writer, condition);
  const several = window.matcher.types.length > 1;
  if (window.matcher.timed || (several && writer.purpose === 'explain')) return null;
  const distinct = condition.distinct;
  const key = distinct === undefined ? null : emitKey(writer, window.matcher, distinct);
  const has = key === null ? null : `${key} !== undefined`;
  const evidence =
    writer.purpose === 'explain' || key === null ? emitEvidence(writer, window, has) : { list: '', count: '0' };
  const count = key === null ? evidence.count : emitDistinct(writer, window, key, condition.count);
  emitCountLeaving(writer, window, condition, count, has);
  const ages = countAges(condition.count);
  const what = literal(` ${describeWhat(condition)}`);
  const least = condition.count === undefined ? 1 : (condition.count.atLeast ?? condition.count.between?.[0] ?? 0);
  return {
    holds: emitCountTest(condition.count, count),
    newest: () => (ages ? emitNewest(writer, window, has) : '-Infinity'),
    detail: `${count} + ${what}`,
    missing: `(${count} < ${least} ? ${count} + ${literal(` of ${least}`)} + ${what} : ${literal(`${describeCondition(condition)} (now `)} + ${count} + ")")`,
    evidence,
  };
}

/** Whether a count passes, as code. */
export function emitCountTest(count: CountOperators | undefined, value: string): string {
  compileCount(count);
  const least = Math.max(count?.atLeast ?? 0, count?.between?.[0] ?? 0, count?.exactly ?? 0);
  const most = Math.min(count?.atMost ?? Infinity, count?.between?.[1] ?? Infinity, count?.exactly ?? Infinity);
  const given = count !== undefined && Object.values(count).some((one) => one !== undefined);
  const low = given ? least : 1;
  return most === Infinity ? `(${value} >= ${low})` : `(${value} >= ${low} && ${value} <= ${most})`;
}

/** The key of the activity at hand, in a variable of the pass. */
function emitKey(writer: Writer, matcher: Matcher, property: string): string {
  const key = constant(writer, distinctKey(writer.scope, property));
  if (property === '$day' || property === '$week') return `${key}(f)`;
  const value = emitProperty(writer, matcher, property);
  const fold = constant(writer, foldText);
  return `(typeof ${value} === "string" ? ${fold}(${value}) : typeof ${value} === "object" ? ${key}(f) : ${value})`;
}

/** Makes the passes over a matcher's types read a property; the name of its variable. */
export function emitProperty(writer: Writer, matcher: Matcher, property: string): string {
  for (const type of matcher.types) {
    const known = writer.names.get(`properties ${type}`) ?? '';
    if (!known.split('\n').includes(JSON.stringify(property))) {
      writer.names.set(`properties ${type}`, `${known}${JSON.stringify(property)}\n`);
    }
  }
  return propertyName(property);
}

function emitDistinct(writer: Writer, window: Window, key: string, count: CountOperators | undefined): string {
  const values = declare(writer, 'd', '[]');
  const reach = writer.purpose === 'explain' ? Infinity : countReach(count);
  const full = reach === Infinity ? '' : `if (${values}.length < ${reach}) `;
  const add = `const q = ${key}; if (q !== undefined && !${values}.includes(q)) ${values}.push(q);`;
  inWindow(writer, window, `${full}{ ${add} }`);
  return `${values}.length`;
}

/** A count of at least n changes when the n-th newest leaves; any other may when the first leaves. */
function emitCountLeaving(
  writer: Writer,
  window: Window,
  condition: ActivityCondition,
  count: string,
  has: string | null,
): void {
  if (writer.purpose !== 'steady' || window.span.length === Infinity) return;
  const operators = condition.count ?? { atLeast: 1 };
  const rising =
    operators.atLeast !== undefined &&
    operators.atMost === undefined &&
    operators.exactly === undefined &&
    operators.between === undefined;
  if (!rising || window.matcher.types.length > 1) {
    emitFirstLeaving(writer, window, has);
    return;
  }
  const last = declare(writer, 'z', 'Infinity');
  inWindow(writer, window, `if (${last} === Infinity && ${count} >= ${operators.atLeast}) ${last} = t;`);
  writer.changes.push(`${last} + ${literal(window.span.length)}`);
}

/** Sum, greatest or latest value of a numeric property; null where only the plain way tells. */
export function emitFigure(writer: Writer, condition: ActivityCondition): Emitted | null {
  const window = openWindow(writer, condition);
  const fold = condition.sum !== undefined ? 'sum' : condition.max !== undefined ? 'max' : 'latest';
  if (window.matcher.timed || (window.matcher.types.length > 1 && (fold !== 'max' || writer.purpose === 'explain')))
    return null;
  const property = condition[fold] as string;
  const value = emitProperty(writer, window.matcher, property);
  const has = `typeof ${value} === "number"`;
  const evidence = writer.purpose === 'explain' ? emitEvidence(writer, window, has) : null;
  const figure = declare(writer, 'x', fold === 'sum' ? '0' : 'undefined');
  const take = {
    sum: `${figure} += ${value};`,
    max: `if (${figure} === undefined || ${value} > ${figure}) ${figure} = ${value};`,
    latest: `if (${figure} === undefined) ${figure} = ${value};`,
  };
  inWindow(writer, window, `if (${has}) { ${take[fold]} }`);
  emitFirstLeaving(writer, window, has);
  const result =
    fold === 'sum' ? `(Math.abs(${figure}) < 1e9 ? Math.round(${figure} * 1e6) / 1e6 : ${figure})` : figure;
  const test = compileOperators(condition, property);
  const passes =
    comparesNumbers(condition) && fold !== 'sum'
      ? emitNumberTest(condition, figure)
      : emitValueTest(writer, condition, test, result);
  const shown = fold === 'sum' ? result : `(${figure} ?? "nothing")`;
  return {
    holds: fold === 'sum' ? passes : `(${figure} !== undefined && ${passes})`,
    newest: () => emitNewest(writer, window, has),
    detail: `${literal(`${fold} of ${property} over ${describeActivities(condition)} is `)} + ${shown}`,
    missing: `${literal(`${describeCondition(condition)} (now `)} + ${shown} + ")"`,
    evidence,
  };
}
