import { accessSync, closeSync, constants, existsSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
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
 * all files. Made with the first line; one of an earlier import is taken away. @throws CliError where it cannot be written
 */
export function openErrorFile(path: string, columns: readonly string[]): ErrorFile {
  const header = [...OWN_COLUMNS, ...columns];
  let handle: number | null = null;
  checkFolder(path);
  if (existsSync(path) && isErrorFile(path)) rmSync(path);
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

function isErrorFile(path: string): boolean {
  try {
    return readFileSync(path, 'utf8').startsWith(OWN_COLUMNS.join(','));
  } catch {
    return false;
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
