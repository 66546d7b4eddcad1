import {
  accessSync,
  closeSync,
  constants,
  openSync,
  readSync,
  realpathSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { CliError } from '../cli-error.js';

/** The file of rows that did not go in, or went in with a warning. */
export interface ErrorFile {
  add(told: {
    level: 'error' | 'warning';
    file: string;
    line: number;
    sentences: string[];
    columns: readonly string[];
    values: readonly string[];
  }): void;
  close(): void;
}

const OWN_COLUMNS = ['reason', 'level', 'file', 'line'];

/**
 * Writes reason, level, file and line, then the whole row under its own columns, one line a row; `columns` are those of
 * all files. Made with the first line; one of an earlier import is taken away. @throws CliError where it cannot be written,
 * or would write over a file that is `read` now or that no import wrote
 */
export function openErrorFile(path: string, columns: readonly string[], read: readonly string[]): ErrorFile {
  const header = [...OWN_COLUMNS, ...columns];
  let handle: number | null = null;
  checkFolder(path);
  takeAwayEarlier(path, read);
  return {
    add({ level, file, line, sentences, columns: own, values }) {
      const byColumn = new Map(own.map((name, index) => [name, values[index] ?? '']));
      const cells = [
        sentences.join(' '),
        level,
        file,
        String(line),
        ...columns.map((name) => byColumn.get(name) ?? ''),
      ];
      handle ??= open(path, header);
      writeSync(handle, toLine([...cells, ...values.slice(own.length)]));
    },
    close() {
      if (handle !== null) closeSync(handle);
      handle = null;
    },
  };
}

/** Told before anything goes in, not at the first bad row. */
function checkFolder(path: string): void {
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw unwritable(path, error);
  }
}

function unwritable(path: string, error: unknown): CliError {
  const reason = (error as Error).message;
  return new CliError(
    `The rows that do not go in cannot be written to '${path}': ${reason}. Name another file with --errors.`,
  );
}

/** Only what an import wrote, or nobody yet, is written over; a pipe or device is left as it is. */
function takeAwayEarlier(path: string, read: readonly string[]): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) return;
  if (read.some((each) => realpathSync(each) === realpathSync(path)))
    throw new CliError(
      `'${path}' is what is imported, and bad rows would be written over it: name another with --errors.`,
    );
  if (found.size > 0 && !isErrorFile(path))
    throw new CliError(`'${path}' is there and is no errors file of an import: name another file with --errors.`);
  rmSync(path);
}

function isErrorFile(path: string): boolean {
  const wanted = Buffer.from(OWN_COLUMNS.join(','));
  const start = Buffer.alloc(wanted.length);
  const handle = openSync(path, 'r');
  try {
    readSync(handle, start);
    return start.equals(wanted);
  } finally {
    closeSync(handle);
  }
}

function open(path: string, header: string[]): number {
  try {
    const handle = openSync(path, 'w');
    writeSync(handle, toLine(header));
    return handle;
  } catch (error) {
    throw unwritable(path, error);
  }
}

function toLine(cells: string[]): string {
  return `${cells.map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
}
