import type { Json } from '../scoring/facts.js';
import { type JsonOffsets, readJson } from './read-json.js';
import type { Problem } from './tree.js';

/** Position in a file, both counted from 1; columns count UTF-16 units. */
export interface Position {
  line: number;
  column: number;
}

/** `value` is absent when the file has problems; `locate` answers the nearest known position of a JSON pointer. */
export interface ParsedFile {
  value?: Json;
  problems: Problem[];
  locate: (pointer: string, of?: 'key' | 'value') => Position;
}

/** Largest file, in bytes of UTF-8. */
export const MAX_FILE_BYTES = 256 * 1024;
/** Deepest nesting of objects and lists. */
export const MAX_DEPTH = 32;

/**
 * Reads strict JSON. Refuses duplicate and prototype keys, numbers that are not finite, more than 32 levels, files
 * over 256 KiB, byte order marks, lone surrogates, NUL and trailing text, each with line, column and pointer.
 */
export function parseFile(path: string, text: string): ParsedFile {
  if (utf8Length(text, MAX_FILE_BYTES) > MAX_FILE_BYTES) {
    const message = `The file is larger than ${MAX_FILE_BYTES / 1024} KiB.`;
    const hint = 'Split it, or remove what is not needed.';
    const problem = {
      level: 'error' as const,
      code: 'file-too-big',
      path,
      pointer: '',
      line: 1,
      column: 1,
      message,
      hint,
    };
    return { problems: [problem], locate: () => ({ line: 1, column: 1 }) };
  }
  const read = readJson(text, MAX_DEPTH);
  const problems = read.problems.map(({ code, offset, pointer, message, hint }) => {
    return { level: 'error' as const, code, path, pointer, ...positionOf(text, offset), message, hint };
  });
  const locate: ParsedFile['locate'] = (pointer, of) => positionOf(text, nearestOffset(read.offsets, pointer, of));
  return problems.length === 0 ? { value: read.value, problems, locate } : { problems, locate };
}

function nearestOffset(offsets: JsonOffsets, pointer: string, of: 'key' | 'value' = 'value'): number {
  for (let path = pointer; ; path = path.slice(0, path.lastIndexOf('/'))) {
    const offset = (of === 'key' ? offsets.keys.get(path) : undefined) ?? offsets.values.get(path);
    if (offset !== undefined) return offset;
    if (!path.includes('/')) return 0;
  }
}

function positionOf(text: string, offset: number): Position {
  let line = 1;
  let start = 0;
  for (let next = text.indexOf('\n'); next >= 0 && next < offset; next = text.indexOf('\n', next + 1)) {
    line++;
    start = next + 1;
  }
  return { line, column: offset - start + 1 };
}

function utf8Length(text: string, enough: number): number {
  if (text.length > enough) return text.length;
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit >= 0xd800 && unit <= 0xdfff ? 2 : 3;
  }
  return bytes;
}
