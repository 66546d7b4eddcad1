import { type Command, Option } from 'commander';
import { describeTree } from '../../../core/definitions/agreement/describe-tree.js';
import { describeChanges } from '../check/describe-changes.js';
import { CliError } from '../cli-error.js';
import { asTable, printResult, wantsJson } from '../output.js';
import { describeExplanation } from './describe-explanation.js';
import { diffFolders } from './diff-folders.js';
import { explainExample } from './explain-example.js';
import { describeFormat, formatFolder } from './format-folder.js';
import { describeAuc, measureAuc } from './measure-auc.js';
import { readFolder } from './read-folder.js';
import { registerSuggest } from './suggest/register.js';
import { describeTests, testFolder } from './test-folder.js';
import { describeValidation, validateFolder } from './validate-folder.js';
import { watchFolder } from './watch-folder.js';
import { writeSchemas } from './write-schemas.js';

const FOLDER = 'scoring-models';

/** Adds `models validate | test | fmt | diff | describe | explain | auc | schemas`, which read a folder of definitions and need no server, and `models suggest`. */
export function registerModelsCommands(program: Command): void {
  const models = program.command('models').description('check, test, format and explain definitions in a folder');
  const colour = (): boolean => process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined;

  models
    .command('validate [dir]')
    .description(`check a definitions folder (default ${FOLDER})`)
    .action((folder: string = FOLDER, _options: object, command: Command) => {
      const validation = validateFolder(folder, new Date().toISOString().slice(0, 10));
      printResult(command, validation, (result) => describeValidation(result, colour()), { raw: colour() });
      if (!validation.ok) process.exitCode = 1;
    });

  models
    .command('test [dir]')
    .description('run the example leads')
    .option('--model <key>', 'only those of this model')
    .option('--watch', 'run them again after every change')
    .action(async (folder: string = FOLDER, options: { model?: string; watch?: boolean }, command: Command) => {
      const run = (): void => {
        const report = testFolder(folder, options.model);
        printResult(command, report, (result) => describeTests(result, colour()), { raw: colour() });
        process.exitCode = report.ok ? 0 : 1;
      };
      if (!options.watch) return run();
      if (wantsJson(command)) throw new CliError('--watch prints for people: leave out --json.', 2);
      await watchFolder(folder, run);
    });

  models
    .command('fmt [dir]')
    .description('bring the files into canonical form')
    .option('--check', 'only say which would change, exit code 1 where one would')
    .action((folder: string = FOLDER, options: { check?: boolean }, command: Command) => {
      const report = formatFolder(folder, options.check === true);
      printResult(command, report, (result) => describeFormat(result, options.check === true, colour()), {
        raw: colour(),
      });
      if (!report.ok) process.exitCode = 1;
    });

  models
    .command('diff <before> <after>')
    .description('what differs between two definitions folders, by key and in words')
    .addOption(new Option('--format <format>', 'how it is told').choices(['text', 'markdown', 'patch']).default('text'))
    .action((before: string, after: string, { format }: { format: string }, command: Command) => {
      const told = ({ changes, markdown, patch }: ReturnType<typeof diffFolders>): string =>
        format === 'patch' ? patch : format === 'markdown' ? markdown : describeChanges(changes);
      printResult(command, diffFolders(before, after), told, { raw: format === 'patch' });
    });

  models
    .command('describe [dir]')
    .description('the whole agreement in words, as Markdown to print')
    .action((folder: string = FOLDER, _options: object, command: Command) => {
      printResult(command, { markdown: describeTree(readFolder(folder)) }, ({ markdown }) => markdown);
    });

  models
    .command('explain')
    .description('show what each rule gives a lead, and what each threshold misses')
    .requiredOption('--model <file>', `such as ${FOLDER}/models/hundred-point.json`)
    .requiredOption('--lead <key or file>', 'an example lead, or a JSON file {"attributes", "facts", "at"}')
    .option('--at <instant>', 'such as 2026-03-31T12:00:00Z')
    .action((options: { model: string; lead: string; at?: string }, command: Command) => {
      printResult(command, explainExample(options.model, options.lead, options.at), describeExplanation);
    });

  models
    .command('auc')
    .description('how well a model ranks known outcomes: 0.5 is chance, 1 perfect')
    .requiredOption('--data <csv>', 'a file, or a folder whose files the mapping names')
    .requiredOption('--mapping <file>', 'how its columns become attributes and stages')
    .requiredOption('--model <file>', 'the model')
    .option('--stage <key>', 'the outcome: leads that reached this stage', 'customer')
    .action(async (options: { data: string; mapping: string; model: string; stage: string }, command: Command) => {
      printResult(command, await measureAuc(options), describeAuc);
    });

  registerSuggest(models);

  models
    .command('schemas [dir]')
    .description('write the JSON Schemas that editors complete from')
    .action((folder: string = FOLDER, _options: object, command: Command) => {
      const written = writeSchemas(folder);
      printResult(command, written, () =>
        asTable(
          ['WRITTEN'],
          written.map((path) => [path]),
          'Nothing.',
        ),
      );
    });
}
