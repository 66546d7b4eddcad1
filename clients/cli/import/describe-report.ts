import type { ImportReport } from './run-import.js';

/** What an import did, in a few lines. */
export function describeReport(report: ImportReport): string {
  const count = (value: number, one: string, many = `${one}s`) =>
    `${value.toLocaleString('en')} ${value === 1 ? one : many}`;
  const lines = [
    `${report.mapping}: ${count(report.rows, 'row')} read in ${report.seconds} s (${report.rowsPerSecond.toLocaleString('en')} rows/s)`,
    `  ${count(report.accepted, 'record')} in, ${report.duplicates.toLocaleString('en')} known before`,
  ];
  if (report.skippedRows > 0) lines.push(`  ${count(report.skippedRows, 'row')} passed over, as the mapping says`);
  if (report.badRows > 0) lines.push(`  ${count(report.badRows, 'bad row')} left out`);
  if (report.warnings > 0) lines.push(`  ${count(report.warnings, 'row')} in, with a warning`);
  if (report.errorsFile) lines.push(`  reasons and rows: ${report.errorsFile}`);
  return lines.join('\n');
}
