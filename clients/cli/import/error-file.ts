import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
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
    throw new CliError(
      `The rows that did not go in cannot be written to '${path}': ${(error as Error).message}. Name another file with --errors.`,
    );
  }
}

function toLine(cells: string[]): string {
  return `${cells.map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
}
