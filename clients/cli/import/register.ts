import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { CliError } from '../cli-error.js';
import { openConnection } from '../connection.js';
import { printResult, wantsJson } from '../output.js';
import { describeReport } from './describe-report.js';
import { locateFiles } from './locate-files.js';
import { readMapping } from './read-mapping.js';
import { runImport } from './run-import.js';
import { showProgress } from './show-progress.js';

interface ImportOptions {
  mapping: string;
  errors: string;
  importId?: string;
  patience: number;
}

/** Adds `import`: CSV files as leads, activities and dated stage moves, by a mapping. */
export function registerImportCommand(program: Command): void {
  program
    .command('import <path>')
    .description('bring CSV files (gzipped or not) in, as a mapping says: a file, or the folder of the files it names')
    .requiredOption('--mapping <file>', 'how columns become leads, activities and stages (clients/examples/mappings)')
    .option('--errors <file>', 'where rows go that do not go in, each with the reason', 'errors.csv')
    .option('--import-id <id>', 'name of this import, for retracting it (default: the key of the mapping)')
    .option('--patience <seconds>', 'how long to wait for a server that does not answer', seconds, 20)
    .action(async (path: string, options: ImportOptions, command: Command) => importPath(path, options, command));
}

async function importPath(path: string, options: ImportOptions, command: Command): Promise<void> {
  const connection = openConnection(command);
  const mapping = readMapping(options.mapping);
  const files = locateFiles(path, mapping);
  const stopping = new AbortController();
  const stop = () => {
    process.stderr.write('\nStopping: what is under way is waited for. Again to stop at once.\n');
    stopping.abort();
  };
  process.once('SIGINT', stop);
  try {
    const report = await runImport({
      ...{ connection, mapping, files, stop: stopping.signal },
      errorsPath: options.errors,
      importId: options.importId ?? mapping.key,
      patienceMs: options.patience * 1000,
      progress: showProgress(files.reduce((sum, { bytes }) => sum + bytes, 0)),
    });
    printResult(command, report, describeReport);
    if (report.stopped && !wantsJson(command))
      throw new CliError('Stopped before the end. Run it again to complete it; nothing is doubled.');
    if (report.stopped) process.exitCode = 1;
  } finally {
    process.off('SIGINT', stop);
  }
}

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 86_400))
    throw new InvalidArgumentError('It must be a number of seconds.');
  return value;
}
