import type { Json } from '../facts.js';
import { foldsTo, foldsToAscii, foldText, isAscii } from '../fold-text.js';
import type { Operators } from '../model.js';
import { compilePattern } from '../pattern.js';
import { OPERATOR_NAMES, type ValueTest } from '../value-test.js';
import { constant, literal, type Writer } from './writer.js';

const NUMBERS = new Set<string>(['atLeast', 'atMost', 'above', 'below', 'between']);

/** Whether the value in a variable passes: common operators as code, all others by the test itself. */
export function emitValueTest(writer: Writer, operators: Operators, test: ValueTest, value: string): string {
  const names = OPERATOR_NAMES.filter((name) => operators[name] !== undefined);
  const general = `${constant(writer, test)}.passes(${value}, at)`;
  if (names.every((name) => NUMBERS.has(name)))
    return `(typeof ${value} === "number" && ${emitNumberTest(operators, value)})`;
  const [only] = names;
  if (names.length !== 1) return general;
  if (only === 'exists') {
    return operators.exists
      ? `(${value} !== undefined && ${value} !== null)`
      : `(${value} === undefined || ${value} === null)`;
  }
  if (only === 'equals') return emitEquals(writer, [operators.equals as Json], value, general);
  if (only === 'in' && (operators.in?.length ?? 0) <= 6)
    return emitEquals(writer, operators.in as Json[], value, general);
  if (only === 'matches') {
    return `(typeof ${value} === "string" && ${constant(writer, compilePattern(operators.matches as string))}(${value}))`;
  }
  return general;
}

/** Comparisons of a value that is known to be a number. */
export function emitNumberTest(operators: Operators, value: string): string {
  const tests: string[] = [];
  if (operators.atLeast !== undefined) tests.push(`${value} >= ${literal(operators.atLeast)}`);
  if (operators.atMost !== undefined) tests.push(`${value} <= ${literal(operators.atMost)}`);
  if (operators.above !== undefined) tests.push(`${value} > ${literal(operators.above)}`);
  if (operators.below !== undefined) tests.push(`${value} < ${literal(operators.below)}`);
  if (operators.between !== undefined) {
    tests.push(`${value} >= ${literal(operators.between[0])} && ${value} <= ${literal(operators.between[1])}`);
  }
  return tests.join(' && ');
}

/** Whether all operators of an object compare numbers. */
export function comparesNumbers(operators: Operators): boolean {
  return OPERATOR_NAMES.every((name) => operators[name] === undefined || NUMBERS.has(name));
}

function emitEquals(writer: Writer, wanted: Json[], value: string, general: string): string {
  if (wanted.every((item) => typeof item === 'string')) {
    const same = (folded: string): string =>
      `${constant(writer, isAscii(folded) ? foldsToAscii : foldsTo)}(${value}, ${literal(folded)})`;
    const any = wanted.map((item) => same(foldText(item))).join(' || ') || 'false';
    return `(typeof ${value} === "string" ? ${any} : typeof ${value} === "object" && ${general})`;
  }
  if (wanted.every((item) => typeof item === 'number' || typeof item === 'boolean')) {
    const any = wanted.map((item) => `${value} === ${literal(item)}`).join(' || ');
    return `(typeof ${value} === "object" ? ${general} : ${any})`;
  }
  return general;
}
