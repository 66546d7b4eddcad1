import type { Mapping } from '../../../core/definitions/mapping.js';
import { CliError } from '../cli-error.js';
import type { Connection } from '../connection.js';
import { NoConnection } from '../connection.js';
import { openErrorFile } from './error-file.js';
import { findOwners } from './find-owners.js';
import { importFile } from './import-file.js';
import { openImportQueue } from './import-queue.js';
import type { ImportUnit } from './import-unit.js';
import type { LocatedFile } from './locate-files.js';
import { readHeaders } from './read-headers.js';
import { sendUnits } from './send-units.js';
import type { Progress } from './show-progress.js';

/** What an import did. Rows are those of the files, records what they became. */
export interface ImportReport {
  mapping: string;
  rows: number;
  badRows: number;
  warnings: number;
  skippedRows: number;
  accepted: number;
  duplicates: number;
  errorsFile: string | null;
  stopped: boolean;
  seconds: number;
  rowsPerSecond: number;
}

/** What an import is made of: a server, a mapping, the files it names. */
export interface ImportWork {
  connection: Connection;
  mapping: Mapping;
  files: LocatedFile[];
  errorsPath: string;
  importId: string;
  patienceMs: number;
  progress: Progress;
  /** Aborted: no further row is read, what is under way is waited for. */
  stop: AbortSignal;
}

/** Imports files one after the other; bad rows go to the errors file, the rest goes in. @throws CliError where it cannot go on, with what is in already */
export async function runImport(work: ImportWork): Promise<ImportReport> {
  const { connection, mapping, files, progress } = work;
  const began = performance.now();
  const headers = await readHeaders(mapping, files);
  const columns = [...new Set([...headers.values()].flat())];
  const errors = openErrorFile(
    work.errorsPath,
    columns,
    files.map(({ path }) => path),
  );
  const report = { mapping: mapping.key, rows: 0, badRows: 0, warnings: 0, skippedRows: 0, accepted: 0, duplicates: 0 };
  let bytes = 0;

  function tell(level: 'error' | 'warning', file: string, row: ImportUnit['row'], sentences: string[]): void {
    if (level === 'error') report.badRows++;
    else report.warnings++;
    errors.add({ level, file, line: row.line, sentences, columns: headers.get(file) ?? [], values: row.values });
  }

  const options = {
    importId: work.importId,
    historical: mapping.historical ?? true,
    patienceMs: work.patienceMs,
    onWait: progress.say,
  };
  const send = async (units: ImportUnit[]): Promise<void> => {
    const { accepted, duplicates, told } = await sendUnits(connection, options, units);
    report.accepted += accepted;
    report.duplicates += duplicates;
    for (const { unit, level, sentences } of told) tell(level, unit.file, unit.row, sentences);
    progress.update({ bytes, rows: report.rows });
  };
  try {
    const findOwner = await findOwners(connection, mapping);
    const leadsOf = new Map<string, Set<string>>();
    for (const located of files) {
      const queue = openImportQueue(send);
      await importFile({
        ...{ mapping, located, findOwner, leadsOf, send: queue.add },
        columns: headers.get(located.file.key) ?? [],
        stopped: () => work.stop.aborted,
        onBytes: (count) => {
          bytes += count;
        },
        onRow: (outcome) => {
          report.rows++;
          if (outcome === 'skipped') report.skippedRows++;
        },
        onBadRow: (row, sentences) => {
          report.rows++;
          tell('error', located.file.key, row, sentences);
        },
      });
      await queue.drain();
    }
  } catch (error) {
    if (!(error instanceof NoConnection)) throw error;
    const done = `${report.accepted.toLocaleString('en')} records went in`;
    throw new CliError(
      `${error.message}\nThe import ends here: ${done}. Run it again to complete it; nothing is doubled.`,
    );
  } finally {
    progress.stop();
    errors.close();
  }
  const seconds = (performance.now() - began) / 1000;
  return {
    ...report,
    errorsFile: report.badRows + report.warnings > 0 ? work.errorsPath : null,
    stopped: work.stop.aborted,
    seconds: Math.round(seconds * 100) / 100,
    rowsPerSecond: Math.round(report.rows / seconds),
  };
}
