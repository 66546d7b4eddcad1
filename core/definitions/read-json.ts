import type { Json, JsonObject } from '../scoring/facts.js';
import { pointerStep } from './pointer.js';
import { readJsonString } from './read-json-string.js';

/** What is wrong with a JSON text, by offset. */
export interface JsonProblem {
  code: string;
  offset: number;
  pointer: string;
  message: string;
  hint: string;
}

/** Offsets in the text: of every value, and of the key of every member, by JSON pointer. */
export interface JsonOffsets {
  values: ReadonlyMap<string, number>;
  keys: ReadonlyMap<string, number>;
}

const MAX_PROBLEMS = 50;
const PROTOTYPE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /[A-Za-z0-9_$+.-]+/y;

/** Reads strict JSON to its end, or to the first break of its grammar; problems carry offsets into the text. */
export function readJson(
  text: string,
  maxDepth: number,
): { value: Json; problems: JsonProblem[]; offsets: JsonOffsets } {
  const problems: JsonProblem[] = [];
  const values = new Map<string, number>();
  const keys = new Map<string, number>();
  let position = 0;
  let value: Json = null;
  try {
    if (text.charCodeAt(0) === 0xfeff) {
      broken('byte-order-mark', 0, '', 'The file begins with a byte order mark.', 'Save it as UTF-8 without one.');
    }
    value = readValue('', 0);
    skipSpace();
    if (position < text.length) {
      const message = `After the end of the document there is more text, beginning with ${shown(position)}.`;
      broken('syntax', position, '', message, 'A file holds exactly one JSON value.');
    }
  } catch (error) {
    if (error !== STOP) throw error;
  }
  return { value, problems, offsets: { values, keys } };

  function note(code: string, offset: number, pointer: string, message: string, hint: string): void {
    problems.push({ code, offset, pointer, message, hint });
    if (problems.length >= MAX_PROBLEMS) throw STOP;
  }

  function broken(code: string, offset: number, pointer: string, message: string, hint: string): never {
    problems.push({ code, offset, pointer, message, hint });
    throw STOP;
  }

  function readValue(pointer: string, depth: number): Json {
    skipSpace();
    values.set(pointer, position);
    const sign = text[position];
    if (sign === '{' || sign === '[') {
      if (depth >= maxDepth) {
        const message = `Objects and lists are nested deeper than ${maxDepth} levels.`;
        broken('too-deep', position, pointer, message, 'Flatten the nesting.');
      }
      return sign === '{' ? readObject(pointer, depth + 1) : readList(pointer, depth + 1);
    }
    if (sign === '"') return readText(pointer);
    return readWord(pointer);
  }

  function readObject(pointer: string, depth: number): JsonObject {
    const object: JsonObject = {};
    const firstOffsets = new Map<string, number>();
    position++;
    skipSpace();
    if (text[position] === '}') {
      position++;
      return object;
    }
    for (;;) {
      skipSpace();
      const keyOffset = position;
      if (text[position] !== '"') expected('a property name in double quotes', pointer);
      const key = readText(pointer);
      const member = pointer + pointerStep(key);
      skipSpace();
      if (text[position] !== ':') expected(`':' after the property "${key}"`, member);
      position++;
      const child = readValue(member, depth);
      if (firstOffsets.has(key)) {
        const message = `The property "${key}" is given twice in one object.`;
        note('duplicate-member', keyOffset, member, message, 'Keep one of the two.');
      } else if (PROTOTYPE_KEYS.has(key)) {
        note('forbidden-key', keyOffset, member, `The property name "${key}" is not allowed.`, 'Use another name.');
      } else {
        object[key] = child;
        keys.set(member, keyOffset);
      }
      firstOffsets.set(key, keyOffset);
      skipSpace();
      if (text[position] === '}') break;
      if (text[position] !== ',') expected("',' or '}'", pointer);
      position++;
    }
    position++;
    return object;
  }

  function readList(pointer: string, depth: number): Json[] {
    const list: Json[] = [];
    position++;
    skipSpace();
    if (text[position] === ']') {
      position++;
      return list;
    }
    for (;;) {
      list.push(readValue(`${pointer}/${list.length}`, depth));
      skipSpace();
      if (text[position] === ']') break;
      if (text[position] !== ',') expected("',' or ']'", pointer);
      position++;
    }
    position++;
    return list;
  }

  function readText(pointer: string): string {
    const read = readJsonString(text, position);
    position = read.end;
    const found = read.problem;
    if (found?.fatal) broken(found.code, found.offset, pointer, found.message, found.hint);
    if (found) note(found.code, found.offset, pointer, found.message, found.hint);
    return read.value;
  }

  function readWord(pointer: string): Json {
    for (const [word, known] of LITERALS) {
      if (text.startsWith(word, position)) {
        position += word.length;
        return known;
      }
    }
    const start = position;
    NUMBER.lastIndex = start;
    WORD.lastIndex = start;
    const digits = NUMBER.exec(text)?.[0];
    const word = WORD.exec(text)?.[0];
    if (digits === undefined || digits !== word) expected('a value', pointer);
    position += digits.length;
    const number = Number(digits);
    if (!Number.isFinite(number)) {
      const message = `The number ${digits.slice(0, 40)} is too large to be kept.`;
      note('number-not-finite', start, pointer, message, 'Use a number below 1e308.');
      return 0;
    }
    return number === 0 ? 0 : number;
  }

  function expected(what: string, pointer: string): never {
    const found = position < text.length ? `found ${shown(position)}` : 'the file ends';
    broken('syntax', position, pointer, `This is not JSON: expected ${what}, but ${found}.`, hintFor());
  }

  function hintFor(): string {
    const sign = text[position] ?? '';
    if (sign === '}' || sign === ']') return 'Remove the comma before it.';
    if (sign === "'") return 'Texts stand in double quotes.';
    if (sign === '/' || sign === '#') return 'JSON has no comments; use `rationale` or `description`.';
    if (sign === '') return 'A closing bracket or quote is missing.';
    if (sign === '"') return 'A comma is missing before it.';
    return 'Texts stand in double quotes; numbers are written like 12, -3.5 or 1e6.';
  }

  function skipSpace(): void {
    for (;;) {
      const unit = text.charCodeAt(position);
      if (unit !== 32 && unit !== 10 && unit !== 13 && unit !== 9) return;
      position++;
    }
  }

  function shown(offset: number): string {
    return JSON.stringify(text.slice(offset, offset + 12).split('\n')[0]);
  }
}

const STOP = Symbol('the document cannot be read further');
const LITERALS: readonly [string, Json][] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
