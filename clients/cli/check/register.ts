import { type Command, Option } from 'commander';
import { listWords } from '../../../core/definitions/agreement/list-words.js';
import { countProblems, describeProblems } from '../models/describe-problems.js';
import { wantsJson } from '../output.js';
import { BY_RULES } from './by-rules.js';
import { checkFolder, type FolderCheck } from './check-folder.js';
import { describeChanges } from './describe-changes.js';
import { formatGithub } from './format-github.js';
import { formatGitlab } from './format-gitlab.js';
import { formatMarkdown } from './format-markdown.js';

const FORMATS: { readonly [format: string]: (check: FolderCheck) => string } = {
  text: formatText,
  github: formatGithub,
  gitlab: formatGitlab,
  markdown: formatMarkdown,
};

/** Adds `check`: what a pull request with a folder would be told, for CI; needs no server. */
export function registerCheck(program: Command): void {
  program
    .command('check [dir]')
    .description('check a definitions folder in CI, and tell what it changes')
    .addOption(new Option('--format <format>', 'how it is told').choices(Object.keys(FORMATS)).default('text'))
    .option('--base <dir>', 'the folder as it was: tells what changes, how far it reaches and who must sign')
    .action((folder: string = 'scoring-models', options: { format: string; base?: string }, command: Command) => {
      const check = checkFolder(folder, options.base, new Date().toISOString().slice(0, 10));
      const format = FORMATS[options.format] ?? formatText;
      process.stdout.write(wantsJson(command) ? `${JSON.stringify(check, null, 2)}\n` : format(check));
      if (!check.ok) process.exitCode = 1;
    });
}

function formatText({ ok, folder, files, problems, change }: FolderCheck): string {
  const found = describeProblems(problems, folder, false);
  const changes = change ? describeChanges(change.changes) : '';
  const asked = (change?.signers ?? []).map((teams) => listWords(teams, 'or'));
  const signed = asked.length > 0 ? `To be signed by one person each of: ${asked.join('; ')}.` : '';
  const weighed = change && change.changes.length > 0 ? BY_RULES : '';
  const end = `${ok ? 'ok' : 'not ok'}: ${files} files, ${countProblems(problems)}`;
  return `${[found, changes, weighed, signed, end].filter((part) => part !== '').join('\n\n')}\n`;
}
