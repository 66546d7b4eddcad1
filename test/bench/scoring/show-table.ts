/** A line of a bench: a figure, or a ratio with the least it should be. */
export interface Row {
  what: string;
  measured?: string;
  ratio?: number;
  wanted?: number;
}

/** Prints the lines as a table, or as JSON. */
export function showTable(rows: readonly Row[], json: boolean): void {
  if (json) {
    process.stdout.write(
      `${JSON.stringify(
        rows.map((row) => ({ ...row, reached: reached(row) })),
        null,
        2,
      )}\n`,
    );
    return;
  }
  const width = Math.max(...rows.map(({ what }) => what.length));
  for (const row of rows) {
    const ratio = row.ratio === undefined ? '' : `${row.ratio.toFixed(2)} ×`;
    const verdict = row.wanted === undefined ? '' : `(at least ${row.wanted}: ${reached(row) ? 'reached' : 'MISSED'})`;
    process.stdout.write(`${[row.what.padEnd(width), row.measured, ratio, verdict].filter(Boolean).join('  ')}\n`);
  }
}

function reached({ ratio, wanted }: Row): boolean | undefined {
  return ratio === undefined || wanted === undefined ? undefined : ratio >= wanted;
}
