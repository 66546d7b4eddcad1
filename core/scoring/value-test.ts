import { parseDuration } from './duration.js';
import type { Instant, Json } from './facts.js';
import { foldsTo, foldText } from './fold-text.js';
import { parseInstant } from './instant.js';
import type { Operators } from './model.js';
import { compilePattern } from './pattern.js';
import { sameValue } from './same-value.js';

/** Operators made ready: whether a value passes at an instant, and when that may next change by time alone. */
export interface ValueTest {
  passes(value: Json | undefined, at: Instant): boolean;
  /** The first instant after `at` at which `passes` may give another answer; Infinity when none. */
  next(value: Json | undefined, at: Instant): number;
  /** Whether time alone can change the answer. */
  timed: boolean;
}

type Present = (value: Exclude<Json, null>, at: Instant) => boolean;

/** Names of the operators, in the order in which they are described. */
export const OPERATOR_NAMES = [
  'exists',
  'equals',
  'notEquals',
  'in',
  'notIn',
  'atLeast',
  'atMost',
  'above',
  'below',
  'between',
  'startsWith',
  'endsWith',
  'contains',
  'matches',
  'before',
  'after',
  'withinNext',
  'withinLast',
  'olderThan',
] as const satisfies readonly (keyof Operators)[];

/** Makes the operators of an object ready; throws RangeError where one cannot be read or none is given. */
export function compileOperators(operators: Operators, subject: string): ValueTest {
  const tests: Present[] = [];
  const offsets: number[] = [];
  let passesMissing = true;
  for (const name of OPERATOR_NAMES) {
    if (operators[name] === undefined) continue;
    tests.push(presentTest(name, operators));
    passesMissing &&= name === 'notEquals' || name === 'notIn' || (name === 'exists' && operators.exists === false);
    offsets.push(...changeOffsets(name, operators));
  }
  const [first, second] = tests;
  if (!first) throw new RangeError(`The condition on '${subject}' has no operator: add one, such as "exists": true.`);
  const timed = offsets.length > 0;
  const every: Present = tests.length === 1 || !second ? first : (value, at) => tests.every((test) => test(value, at));
  return {
    timed,
    passes: (value, at) => (value === undefined || value === null ? passesMissing : every(value, at)),
    next: (value, at) => (timed && typeof value === 'string' ? nextOffset(value, at, offsets) : Infinity),
  };
}

function presentTest(name: (typeof OPERATOR_NAMES)[number], operators: Operators): Present {
  switch (name) {
    case 'exists': {
      const wanted = operators.exists;
      return () => wanted === true;
    }
    case 'equals':
      return equalTo(operators.equals as Json);
    case 'notEquals': {
      const equal = equalTo(operators.notEquals as Json);
      return (value, at) => !equal(value, at);
    }
    case 'in':
      return memberOf(operators.in as Json[]);
    case 'notIn': {
      const member = memberOf(operators.notIn as Json[]);
      return (value, at) => !member(value, at);
    }
    case 'contains':
      return containing(operators.contains as Json);
    case 'startsWith': {
      const start = foldText(operators.startsWith as string);
      return (value) => typeof value === 'string' && foldText(value).startsWith(start);
    }
    case 'endsWith': {
      const end = foldText(operators.endsWith as string);
      return (value) => typeof value === 'string' && foldText(value).endsWith(end);
    }
    case 'matches': {
      const found = compilePattern(operators.matches as string);
      return (value) => typeof value === 'string' && found(value);
    }
    case 'atLeast':
    case 'atMost':
    case 'above':
    case 'below':
    case 'between':
      return numberTest(name, operators);
    default:
      return dateTest(name, operators);
  }
}

function numberTest(name: 'atLeast' | 'atMost' | 'above' | 'below' | 'between', operators: Operators): Present {
  const [low, high] = name === 'between' ? (operators.between as [number, number]) : [operators[name] as number, 0];
  switch (name) {
    case 'atLeast':
      return (value) => typeof value === 'number' && value >= low;
    case 'atMost':
      return (value) => typeof value === 'number' && value <= low;
    case 'above':
      return (value) => typeof value === 'number' && value > low;
    case 'below':
      return (value) => typeof value === 'number' && value < low;
    default:
      return (value) => typeof value === 'number' && value >= low && value <= high;
  }
}

type DateOperator = 'before' | 'after' | 'withinNext' | 'withinLast' | 'olderThan';

function dateTest(name: DateOperator, operators: Operators): Present {
  const operand = operators[name] as string;
  const test = name === 'before' || name === 'after' ? fixedDateTest(name, operand) : movingDateTest(name, operand);
  return (value, at) => {
    const instant = typeof value === 'string' ? parseInstant(value) : undefined;
    return instant !== undefined && test(instant, at);
  };
}

function fixedDateTest(name: 'before' | 'after', operand: string): (instant: Instant, at: Instant) => boolean {
  const bound = parseInstant(operand);
  if (bound === undefined) {
    throw new RangeError(`${JSON.stringify(operand)} is no date: write 2026-01-31 or 2026-01-31T09:00:00Z.`);
  }
  return name === 'before' ? (instant) => instant < bound : (instant) => instant > bound;
}

function movingDateTest(name: DateOperator, operand: string): (instant: Instant, at: Instant) => boolean {
  const length = parseDuration(operand);
  if (name === 'withinNext') return (instant, at) => at < instant && instant <= at + length;
  if (name === 'withinLast') return (instant, at) => at - length < instant && instant <= at;
  return (instant, at) => instant <= at - length;
}

/** Distances from the value's own instant at which a moving test may change. */
function changeOffsets(name: keyof Operators, operators: Operators): number[] {
  if (name === 'withinNext') return [-parseDuration(operators.withinNext as string), 0];
  if (name === 'withinLast') return [0, parseDuration(operators.withinLast as string)];
  return name === 'olderThan' ? [parseDuration(operators.olderThan as string)] : [];
}

function nextOffset(value: string, at: Instant, offsets: number[]): number {
  const instant = parseInstant(value);
  if (instant === undefined) return Infinity;
  let next = Infinity;
  for (const offset of offsets) {
    const change = instant + offset;
    if (change > at && change < next) next = change;
  }
  return next;
}

function equalTo(wanted: Json): Present {
  if (typeof wanted === 'string') {
    const folded = foldText(wanted);
    const same = (value: Json) => typeof value === 'string' && foldsTo(value, folded);
    return (value) => (Array.isArray(value) ? value.some(same) : same(value));
  }
  if (wanted === null || typeof wanted !== 'object') {
    return (value) => (Array.isArray(value) ? value.includes(wanted) : value === wanted);
  }
  return (value) => sameValue(value, wanted) || (Array.isArray(value) && value.some((item) => sameValue(item, wanted)));
}

function memberOf(wanted: Json[]): Present {
  if (!Array.isArray(wanted)) throw new RangeError(`${JSON.stringify(wanted)} is no list of values.`);
  const texts = new Set(wanted.filter((item) => typeof item === 'string').map(foldText));
  const others = wanted.filter((item) => typeof item !== 'string').map(equalTo);
  const one = (value: Json): boolean =>
    typeof value === 'string' ? texts.has(foldText(value)) : value !== null && others.some((equal) => equal(value, 0));
  return (value) => one(value) || (Array.isArray(value) && value.some(one));
}

function containing(wanted: Json): Present {
  const member = equalTo(wanted);
  if (typeof wanted !== 'string') return (value, at) => Array.isArray(value) && member(value, at);
  const part = foldText(wanted);
  return (value, at) =>
    typeof value === 'string' ? foldText(value).includes(part) : Array.isArray(value) && member(value, at);
}
