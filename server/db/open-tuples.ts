import type { JsonObject } from '../../core/scoring/facts.js';
import { type Interned, internBytes } from './intern-bytes.js';

/** The rows of a binary COPY, one after another; each field is read once, in the order of the columns. */
export interface Tuples {
  /** How many rows there are. */
  count(): number;
  /** Goes to the next row, whatever was read of the last; false at the end. */
  next(): boolean;
  text(): string | null;
  /** A text that is mostly that of the row before; empty where there is none. One column of a COPY can be read by it. */
  key(): string;
  /** Where the row begins, and where the field is that is next. */
  place(): number;
  fieldPlace(): number;
  /** Goes back to a place; what is read then is what was next there. */
  goTo(place: number): void;
  /** A text as a memory of one's own has it; that of no bytes where there is none. */
  interned<Value>(memory: Interned<Value>): Value;
  /** Two fields that are there, read as one stretch of bytes: `pairOf` takes it apart. */
  pair<Value>(memory: Interned<Value>): Value;
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
  /** The same as a memory of one's own has it. */
  jsonBy<Value>(memory: Interned<Value>): Value;
}

/** Remembers repeated values between readers, up to an end. */
export interface TupleMemory {
  words: Interned<string>;
  objects: Interned<JsonObject>;
}

/** A memory of nothing yet. */
export function tupleMemory(): TupleMemory {
  return { words: textMemory(), objects: internBytes(readJson) };
}

/** A memory of texts of nothing yet. */
export function textMemory(): Interned<string> {
  return internBytes(utf8);
}

/** The two texts of a stretch of bytes that `pair` read. */
export function pairOf(bytes: Uint8Array, from: number, to: number): [string, string] {
  const size = new DataView(bytes.buffer, bytes.byteOffset + from, 4).getInt32(0);
  return [utf8(bytes, from + 4, from + 4 + size), utf8(bytes, from + 8 + size, to)];
}

/** The object that bytes of a jsonb say. */
export function readJson(bytes: Uint8Array, from: number, to: number): JsonObject {
  return JSON.parse(utf8(bytes, from, to)) as JsonObject;
}

const COPY_DATA = 0x64;
/** Kind and length of a message. */
const FRAME = 5;
/** The signature, flags and the length of an extension that nobody makes. */
const HEADER = 19;
const EPOCH_MS = Date.UTC(2000, 0, 1);
const TWO_TO_32 = 2 ** 32;

/** Opens the messages that `copy (…) to stdout (format binary)` was answered by, a row each, as `copyOut` gives them. */
export function openTuples(bytes: Buffer, memory: TupleMemory): Tuples {
  const { words, objects } = memory;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let position = 0;
  let following = 0;
  let beginning = 0;
  let began = false;
  let keyFrom = 0;
  let keySize = -1;
  let lastKey = '';

  /** Begins a field that is there; -1 where it is null. */
  const length = (): number => {
    const size = view.getInt32(position);
    position += 4;
    return size;
  };
  const text = (): string | null => {
    const size = length();
    if (size < 0) return null;
    position += size;
    return utf8(bytes, position - size, position);
  };
  const bigint = (): number => {
    position += 8;
    return view.getInt32(position - 8) * TWO_TO_32 + view.getUint32(position - 4);
  };
  return {
    count() {
      let count = 0;
      for (let at = 0; at + FRAME <= bytes.length; at += 1 + view.getInt32(at + 1))
        if (bytes[at] === COPY_DATA) count++;
      return count;
    },
    next() {
      for (;;) {
        position = following;
        if (position + FRAME > bytes.length) return false;
        following = position + 1 + view.getInt32(position + 1);
        if (bytes[position] !== COPY_DATA) continue;
        position += began ? FRAME : FRAME + HEADER;
        began = true;
        if (position < following) break;
      }
      position += 2;
      beginning = position;
      return view.getInt16(position - 2) >= 0;
    },
    place: () => beginning,
    fieldPlace: () => position,
    goTo(place) {
      position = place;
    },
    text,
    key() {
      const size = length();
      if (size < 0) return '';
      position += size;
      const from = position - size;
      if (size !== keySize || !isRepeated(view, keyFrom, from, size)) lastKey = utf8(bytes, from, position);
      keyFrom = from;
      keySize = size;
      return lastKey;
    },
    interned(memory) {
      const size = Math.max(0, length());
      position += size;
      return memory(bytes, view, position - size, position);
    },
    pair(memory) {
      const from = position + 4;
      position = from + view.getInt32(position);
      position += 4 + view.getInt32(position);
      return memory(bytes, view, from - 4, position);
    },
    word() {
      const size = length();
      if (size < 0) return null;
      position += size;
      return words(bytes, view, position - size, position);
    },
    integer() {
      position += 8;
      return view.getInt32(position - 4);
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
      return objects(bytes, view, position - size + 1, position);
    },
    jsonBy(memory) {
      const size = length();
      position += size;
      return memory(bytes, view, position - size + 1, position);
    },
  };
}

/** The text that bytes say. */
export function utf8(bytes: Uint8Array, from: number, to: number): string {
  return (bytes as Buffer).toString('utf8', from, to);
}

/** From the end: keys differ there first. */
function isRepeated(view: DataView, before: number, now: number, size: number): boolean {
  let i = size;
  for (; i >= 4; i -= 4) if (view.getInt32(before + i - 4) !== view.getInt32(now + i - 4)) return false;
  for (; i > 0; i--) if (view.getUint8(before + i - 1) !== view.getUint8(now + i - 1)) return false;
  return true;
}
