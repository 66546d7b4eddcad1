import { type Command, InvalidArgumentError } from 'commander';
import { openConnection } from '../connection.js';
import { asTable, printResult } from '../output.js';
import { upperList } from '../upper-list.js';
import { describePull } from './describe-pull.js';
import { fetchPull, type Pull } from './pull.js';
import { pullNumber } from './pull-number.js';

type Listed = Pick<Pull, 'number' | 'title' | 'state' | 'level' | 'author' | 'signOffs'>;

const LIST = `query PullRequests($first: Int, $state: [PullRequestState!], $awaiting: Team) {
  pullRequests(first: $first, state: $state, awaiting: $awaiting) {
    nodes { number title state level author { displayName } signOffs { team satisfied } }
  }
}`;

/** Adds `pr list`, `pr show` and `pr diff`. */
export function registerReading(pr: Command): void {
  pr.command('list', { isDefault: true })
    .description('list pull requests, the newest first; those that are open unless told otherwise')
    .option('--state <states>', 'such as OPEN,MERGED; ALL for all', upperList, ['DRAFT', 'OPEN'])
    .option('--awaiting <team>', 'open ones that MARKETING, SALES or REVOPS has yet to sign', (text) =>
      text.toUpperCase(),
    )
    .option('--first <n>', 'how many (25; at most 100)', pageSize)
    .action(async (options: { state: string[]; awaiting?: string; first?: number }, command: Command) => {
      const state = options.state.includes('ALL') ? null : options.state;
      const { pullRequests } = await openConnection(command).request<{ pullRequests: { nodes: Listed[] } }>(LIST, {
        ...{ first: options.first ?? null, state, awaiting: options.awaiting ?? null },
      });
      printResult(command, pullRequests.nodes, describeList);
    });

  pr.command('show <number>')
    .description('show a pull request: changes, checks, who must sign, what stands in the way')
    .action(async (text: string, _options: object, command: Command) => {
      printResult(command, await fetchPull(openConnection(command), pullNumber(text)), describePull);
    });

  pr.command('diff <number>')
    .description('show what a pull request changes, in words')
    .option('--patch', 'the files as a patch, as git apply takes it')
    .action(async (text: string, { patch }: { patch?: boolean }, command: Command) => {
      const fields = 'diff { changes { path pointer kind level before after summary } markdown patch }';
      const { diff } = await fetchPull<{ diff: { markdown: string; patch: string } }>(
        openConnection(command),
        pullNumber(text),
        fields,
      );
      printResult(command, diff, (it) => (patch ? it.patch : it.markdown), { raw: patch === true });
    });
}

function describeList(pulls: Listed[]): string {
  return asTable(
    ['NUMBER', 'STATE', 'LEVEL', 'AUTHOR', 'WAITS FOR', 'TITLE'],
    pulls.map(({ number, state, level, author, signOffs, title }) => [
      number,
      state.toLowerCase(),
      level.toLowerCase(),
      author.displayName,
      signOffs.flatMap(({ team, satisfied }) => (satisfied ? [] : [team.toLowerCase()])).join(', ') || '-',
      title,
    ]),
    'There are none: accord pr create --title … proposes a change.',
  );
}

function pageSize(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 100.');
  return Number(text);
}
