import type { Command } from 'commander';
import { printable } from './printable.js';

/** Whether the person asked for `--json`. */
export function wantsJson(command: Command): boolean {
  return command.optsWithGlobals<{ json?: boolean }>().json === true;
}

/**
 * Prints a result: with `--json` the one document on stdout, else the text of `describe`, without what would command a
 * terminal; `raw` for a text that must keep its bytes (a patch), or is painted.
 */
export function printResult<Result>(
  command: Command,
  result: Result,
  describe: (result: Result) => string,
  { raw = false }: { raw?: boolean } = {},
): void {
  const shown = raw ? describe : (it: Result) => printable(describe(it));
  const text = wantsJson(command) ? JSON.stringify(result, null, 2) : shown(result);
  process.stdout.write(text.endsWith('\n') || text === '' ? text : `${text}\n`);
}

/** Fewer signs than this are no column to break lines in. */
const NARROWEST = 16;

/**
 * Rows as aligned columns under their titles; `empty` where there are none. On a terminal the last column is broken into
 * lines where the whole would be wider than it is; elsewhere a row stays a line.
 */
export function asTable(
  titles: string[],
  rows: (string | number | null)[][],
  empty: string,
  width: number | undefined = process.stdout.isTTY ? process.stdout.columns : undefined,
): string {
  if (rows.length === 0) return empty;
  const lines = [
    titles,
    ...rows.map((row) => row.map((cell) => (cell === null ? '-' : String(cell).replace(/[\r\n\t]+/g, ' ')))),
  ];
  const widths = titles.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const before = widths.slice(0, -1).reduce((sum, one) => sum + one + GAP.length, 0);
  const left = width === undefined ? Infinity : width - before;
  return lines
    .flatMap((line) => {
      const cells = line.slice(0, -1).map((cell, column) => cell.padEnd(widths[column] ?? 0));
      const [first = '', ...more] = left < NARROWEST ? [line.at(-1) ?? ''] : breakLines(line.at(-1) ?? '', left);
      return [[...cells, first].join(GAP).trimEnd(), ...more.map((text) => `${' '.repeat(before)}${text}`)];
    })
    .join('\n');
}

const GAP = '  ';

/** A text in lines of at most so many signs, broken between words; a longer word has a line of its own. */
function breakLines(text: string, most: number): string[] {
  if (text.length <= most) return [text];
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
