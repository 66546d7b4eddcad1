import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { CliError } from '../cli-error.js';
import { openConnection } from '../connection.js';
import { readFolder } from '../models/read-folder.js';
import { printResult } from '../output.js';
import { changePull, describeChanged } from './change-pull.js';
import { changedFiles } from './changed-files.js';
import { fetchMain, fetchTree } from './fetch-tree.js';
import { fetchPull } from './pull.js';
import { pullNumber } from './pull-number.js';

interface Words {
  title?: string;
  body?: string;
  draft?: boolean;
}

/** Adds `pr create`, `pr update`, `pr checkout` and `pr close`. */
export function registerWriting(pr: Command): void {
  pr.command('create [folder]')
    .description('propose what differs between a folder (default scoring-models) and the server')
    .requiredOption('--title <title>', 'what it changes, in a line')
    .option('--body <text>', 'why')
    .option('--draft', 'not to be merged yet')
    .action(async (folder: string | undefined, options: Words, command: Command) => {
      const local = readFolder(folder ?? 'scoring-models');
      const connection = openConnection(command);
      const files = changedFiles(await fetchTree(connection, await fetchMain(connection)), local);
      const input = { title: options.title, body: options.body, draft: options.draft ?? false, files };
      const mutation = { name: 'openPullRequest', type: 'OpenPullRequestInput!', input };
      printResult(command, await changePull(connection, mutation), describeChanged);
    });

  pr.command('update <number> [folder]')
    .description('commit what differs between a folder (default scoring-models) and the branch; or change its words')
    .option('--title <title>', 'another title')
    .option('--body <text>', 'another body')
    .option('--draft', 'not to be merged yet')
    .option('--ready', 'no draft any more')
    .option('--words-only', 'leave its files alone')
    .action(async (text: string, folder: string | undefined, options: UpdateOptions, command: Command) => {
      const number = pullNumber(text);
      const connection = openConnection(command);
      const draft = options.ready ? false : options.draft;
      const input = { number, title: options.title, body: options.body, draft };
      const files = options.wordsOnly ? {} : await changesOf(connection, number, folder ?? 'scoring-models');
      const mutation = { name: 'updatePullRequest', type: 'UpdatePullRequestInput!', input: { ...input, ...files } };
      printResult(command, await changePull(connection, mutation), describeChanged);
    });

  pr.command('checkout <number> [folder]')
    .description('write the files of a pull request into a new folder (default proposal-NUMBER)')
    .action(async (text: string, given: string | undefined, _options: object, command: Command) => {
      const number = pullNumber(text);
      const folder = given ?? `proposal-${number}`;
      if (existsSync(folder) && readdirSync(folder).length > 0) {
        throw new CliError(`The folder ${folder} is not empty: name another, so that nothing of yours is lost.`);
      }
      const connection = openConnection(command);
      const { head, branch } = await fetchPull<{ head: string; branch: string }>(connection, number, 'head branch');
      const files = await fetchTree(connection, head);
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
      const written = { number, branch, head, folder, files: Object.keys(files).length };
      printResult(command, written, (it) => `${it.files} files of ${it.branch} (${it.head}) are in ${it.folder}.`);
    });

  pr.command('close <number>')
    .description('give a pull request up')
    .option('--reopen', 'take it up again')
    .action(async (text: string, { reopen }: { reopen?: boolean }, command: Command) => {
      const input = { number: pullNumber(text), close: !reopen };
      const mutation = { name: 'updatePullRequest', type: 'UpdatePullRequestInput!', input };
      printResult(command, await changePull(openConnection(command), mutation), describeChanged);
    });
}

interface UpdateOptions extends Words {
  ready?: boolean;
  wordsOnly?: boolean;
}

async function changesOf(connection: ReturnType<typeof openConnection>, number: number, folder: string) {
  const local = readFolder(folder);
  const { head } = await fetchPull<{ head: string }>(connection, number, 'head');
  return { files: changedFiles(await fetchTree(connection, head), local), expectedHead: head };
}
