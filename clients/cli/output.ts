import type { Command } from 'commander';

/** Whether the person asked for `--json`. */
export function wantsJson(command: Command): boolean {
  return command.optsWithGlobals<{ json?: boolean }>().json === true;
}

/** Prints a result: with `--json` the one document on stdout, else the text of `describe`. */
export function printResult<Result>(command: Command, result: Result, describe: (result: Result) => string): void {
  const text = wantsJson(command) ? JSON.stringify(result, null, 2) : describe(result);
  process.stdout.write(text.endsWith('\n') || text === '' ? text : `${text}\n`);
}

/** Rows as aligned columns under their titles; `empty` where there are none. */
export function asTable(titles: string[], rows: (string | number | null)[][], empty: string): string {
  if (rows.length === 0) return empty;
  const lines = [titles, ...rows.map((row) => row.map((cell) => (cell === null ? '-' : String(cell))))];
  const widths = titles.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
