import { type Command, InvalidArgumentError } from 'commander';
import { CliError } from '../cli-error.js';
import { openConnection } from '../connection.js';
import { printResult } from '../output.js';
import { changePull, describeChanged } from './change-pull.js';
import { fetchPull } from './pull.js';
import { pullNumber } from './pull-number.js';

interface ReviewOptions {
  approve?: boolean;
  requestChanges?: boolean;
  comment?: boolean;
  withdraw?: boolean;
  message?: string;
  team?: string;
  effect?: string;
}

interface MergeOptions {
  promote: boolean;
  confirmMoves?: number;
  emergency?: boolean;
  reason?: string;
  effect?: string;
}

/** Adds `pr review`, `pr comment` and `pr merge`. */
export function registerDeciding(pr: Command): void {
  pr.command('review <number>')
    .description('say what you think of a change; to approve is to sign what it does now')
    .option('--approve', 'sign it')
    .option('--request-changes', 'stop it until you withdraw')
    .option('--comment', 'neither')
    .option('--withdraw', 'take your review back')
    .option('-m, --message <text>', 'in words')
    .option('--team <team>', 'for which of your teams')
    .option('--effect <effect>', 'what you have seen (pr show prints it); without: what it does now')
    .action(async (text: string, options: ReviewOptions, command: Command) => {
      const number = pullNumber(text);
      const verdict = verdictOf(options);
      const connection = openConnection(command);
      if (verdict === null) {
        const mutation = { name: 'withdrawReview', type: 'Int!', argument: 'number', input: number };
        printResult(command, await changePull(connection, mutation), describeChanged);
        return;
      }
      const expectedEffect = options.effect ?? (await effectOf(connection, number));
      const team = options.team?.toUpperCase();
      const input = { number, verdict, team, body: options.message, expectedEffect };
      const mutation = { name: 'reviewPullRequest', type: 'ReviewPullRequestInput!', input };
      printResult(command, await changePull(connection, mutation), describeChanged);
    });

  pr.command('comment <number>')
    .description('say a word about a pull request')
    .requiredOption('-m, --message <text>', 'the words')
    .option('--path <path>', 'about this file')
    .option('--pointer <pointer>', 'about this place in it, such as /thresholds/0')
    .action(async (text: string, options: { message: string; path?: string; pointer?: string }, command: Command) => {
      const { message: body, path, pointer } = options;
      const input = { number: pullNumber(text), body, path, pointer };
      const mutation = { name: 'commentOnPullRequest', type: 'CommentInput!', input };
      printResult(command, await changePull(openConnection(command), mutation), describeChanged);
    });

  pr.command('merge <number>')
    .description('merge what is signed, and put it in force')
    .option('--no-promote', 'merge only')
    .option('--confirm-moves <n>', 'how many leads it moves at once, as the refusal said', wholeNumber)
    .option('--emergency', 'before everybody signed: needs two people of two teams, and ends after 72 h')
    .option('--reason <text>', 'why; an emergency needs it')
    .option('--effect <effect>', 'what you have seen (pr show prints it); without: what it does now')
    .action(async (text: string, options: MergeOptions, command: Command) => {
      const number = pullNumber(text);
      const connection = openConnection(command);
      const { effect, promote, confirmMoves, emergency = false, reason } = options;
      const expectedEffect = effect ?? (await effectOf(connection, number));
      const input = { number, expectedEffect, promote, confirmMoves, emergency, reason };
      const mutation = { name: 'mergePullRequest', type: 'MergePullRequestInput!', input };
      printResult(command, await changePull(connection, mutation), describeChanged);
    });
}

/** Null: take back. */
function verdictOf({ approve, requestChanges, comment, withdraw }: ReviewOptions): string | null {
  const said = [approve, requestChanges, comment, withdraw].filter(Boolean).length;
  if (said !== 1) {
    throw new CliError('Say one of --approve, --request-changes, --comment and --withdraw.', 2);
  }
  if (withdraw) return null;
  return approve ? 'APPROVED' : requestChanges ? 'CHANGES_REQUESTED' : 'COMMENTED';
}

async function effectOf(connection: ReturnType<typeof openConnection>, number: number): Promise<string> {
  return (await fetchPull<{ effect: string }>(connection, number, 'effect')).effect;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
