import type { JsonObject } from '../../core/scoring/facts.js';

/** The rows of a binary COPY, one after another; each field is read once, in the order of the columns. */
export interface Tuples {
  /** Goes to the next row; false at the end. */
  next(): boolean;
  /** Passes over so many fields of the row. */
  skip(fields: number): void;
  text(): string | null;
  /** A text of which there are few different ones; equal ones are one string. */
  word(): string | null;
  integer(): number;
  /** A bigint below 2^53. */
  bigint(): number;
  boolean(): boolean;
  /** A timestamptz as milliseconds since 1970. */
  instant(): number;
  /** A jsonb object; equal texts may be one object, so nobody writes to it. */
  json(): JsonObject;
  /** The same rows from the beginning. */
  again(): Tuples;
}

/** Remembers repeated values between readers, up to an end. */
export interface TupleMemory {
  words: Map<string, string>;
  objects: Map<string, JsonObject>;
}

/** A memory of nothing yet. */
export function tupleMemory(): TupleMemory {
  return { words: new Map(), objects: new Map() };
}

const REMEMBERED = 5_000;
const LONGEST_REMEMBERED = 500;
/** The signature, flags and the length of an extension that nobody makes. */
const HEADER = 19;
const EPOCH_MS = Date.UTC(2000, 0, 1);
const TWO_TO_32 = 2 ** 32;

/** Opens what `copy (…) to stdout (format binary)` wrote. */
export function openTuples(bytes: Buffer, memory: TupleMemory): Tuples {
  const { words, objects } = memory;
  let position = HEADER;
  const length = (): number => {
    const size = bytes.readInt32BE(position);
    position += 4;
    return size;
  };
  const text = (): string | null => {
    const size = length();
    if (size < 0) return null;
    position += size;
    return bytes.toString('utf8', position - size, position);
  };
  const bigint = (): number => {
    position += 8;
    return bytes.readInt32BE(position - 8) * TWO_TO_32 + bytes.readUInt32BE(position - 4);
  };
  return {
    next() {
      const fields = bytes.readInt16BE(position);
      position += 2;
      return fields >= 0;
    },
    skip(fields) {
      for (let i = 0; i < fields; i++) {
        const size = length();
        if (size > 0) position += size;
      }
    },
    text,
    word() {
      const value = text();
      return value === null ? null : remembered(words, value, () => value);
    },
    integer() {
      position += 8;
      return bytes.readInt32BE(position - 4);
    },
    bigint() {
      position += 4;
      return bigint();
    },
    boolean() {
      position += 5;
      return bytes[position - 1] === 1;
    },
    instant() {
      position += 4;
      return Math.round(bigint() / 1_000) + EPOCH_MS;
    },
    json() {
      const size = length();
      position += size;
      const value = bytes.toString('utf8', position - size + 1, position);
      return remembered(objects, value, () => JSON.parse(value) as JsonObject);
    },
    again: () => openTuples(bytes, memory),
  };
}

function remembered<Value>(memory: Map<string, Value>, text: string, make: () => Value): Value {
  const known = memory.get(text);
  if (known !== undefined) return known;
  const made = make();
  if (memory.size < REMEMBERED && text.length <= LONGEST_REMEMBERED) memory.set(text, made);
  return made;
}
