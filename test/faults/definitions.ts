import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../helpers/eventually.js';
import { ask, type Door } from '../helpers/graphql.js';
import type { Accord } from './start-accord.js';

/** What a mutation about a pull request answered: codes of what was refused, and the pull request. */
export interface Answered {
  codes: string[];
  messages: string[];
  number: number | null;
  head: string | null;
  mergeCommit: string | null;
  release: number | null;
}

/** A file of a proposal. */
export interface File {
  path: string;
  content: string | null;
}

/** The three who can sign together, as tokens. */
export interface Signers {
  author: string;
  marketing: string;
  sales: string;
}

const PAYLOAD = 'userErrors { code message } pullRequest { number head mergeCommit } promotion { release }';

interface Payload {
  userErrors: { code: string; message: string }[];
  pullRequest: { number: number; head: string; mergeCommit: string | null } | null;
  promotion: { release: number } | null;
}

/** Asks for data. Throws on top-level errors. */
export async function read<Data>(door: Door, query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const answer = await ask<Data>(door, query, variables);
  if (answer.errors || !answer.data) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

/** Runs a mutation about a pull request; top-level errors are codes too. Throws where nobody answers. */
export async function act(
  door: Door,
  name: string,
  type: string,
  input: unknown,
  argument = 'input',
): Promise<Answered> {
  const document = `mutation ($input: ${type}) { it: ${name}(${argument}: $input) { ${PAYLOAD} } }`;
  const answer = await ask<{ it: Payload }>(door, document, { input });
  const it = answer.data?.it;
  if (!it) {
    const errors = answer.errors ?? [];
    const codes = errors.map((error) => String(error.extensions?.['code']));
    const messages = errors.map((error) => error.message);
    return { codes, messages, number: null, head: null, mergeCommit: null, release: null };
  }
  return {
    codes: it.userErrors.map((error) => error.code),
    messages: it.userErrors.map((error) => error.message),
    number: it.pullRequest?.number ?? null,
    head: it.pullRequest?.head ?? null,
    mergeCommit: it.pullRequest?.mergeCommit ?? null,
    release: it.promotion?.release ?? null,
  };
}

/** Proposes files. */
export function open(door: Door, title: string, files: File[], more: object = {}): Promise<Answered> {
  return act(door, 'openPullRequest', 'OpenPullRequestInput!', { title, files, ...more });
}

/** Reviews the present effect. */
export async function review(door: Door, number: number, verdict = 'APPROVED'): Promise<Answered> {
  const input = { number, verdict, expectedEffect: await effectOf(door, number) };
  return act(door, 'reviewPullRequest', 'ReviewPullRequestInput!', input);
}

/** Merges the present effect, or the one given, without putting it in force unless told. */
export async function merge(door: Door, number: number, more: Record<string, unknown> = {}): Promise<Answered> {
  const expectedEffect = more['expectedEffect'] ?? (await effectOf(door, number));
  return act(door, 'mergePullRequest', 'MergePullRequestInput!', { number, promote: false, ...more, expectedEffect });
}

/** What merging a pull request would change now. */
export async function effectOf(door: Door, number: number): Promise<string> {
  const { pullRequest } = await read<{ pullRequest: { effect: string } }>(
    door,
    'query ($number: Int!) { pullRequest(number: $number) { effect } }',
    { number },
  );
  return pullRequest.effect;
}

/** Resolves once all checks of these have run. Asks at leisure: the checks need the processors more. */
export async function settled(door: Door, numbers: readonly number[], deadlineMs = 120_000): Promise<void> {
  for (const number of numbers) {
    await eventually(async () => {
      await pause(80);
      const { pullRequest } = await read<{ pullRequest: { checks: { conclusion: string }[] } }>(
        door,
        'query ($number: Int!) { pullRequest(number: $number) { checks { conclusion } } }',
        { number },
      );
      return pullRequest.checks.every(({ conclusion }) => conclusion !== 'PENDING');
    }, deadlineMs);
  }
}

/** Makes an author, a marketing lead and a sales lead, each with a personal token. */
export async function makeSigners(accord: Accord): Promise<Signers> {
  const token = async (team: string) => {
    const user = await read<{ upsertUser: { user: { id: string } } }>(
      accord,
      'mutation ($input: UpsertUserInput!) { upsertUser(input: $input) { user { id } } }',
      { input: { email: `${team}@example.com`, displayName: `${team} lead`, teams: [team], roles: [team] } },
    );
    const made = await read<{ createApiToken: { secret: string } }>(
      accord,
      'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }',
      { input: { displayName: team, userId: user.upsertUser.user.id, roles: [team] } },
    );
    return made.createApiToken.secret;
  };
  return { author: await token('REVOPS'), marketing: await token('MARKETING'), sales: await token('SALES') };
}

/** The text of a file of main. */
export async function mainFile(door: Door, path: string): Promise<string> {
  const { definitions } = await read<{ definitions: { main: string } }>(door, '{ definitions { main } }');
  const { definitionFile } = await read<{ definitionFile: string }>(
    door,
    'query ($path: String!, $commit: CommitId) { definitionFile(path: $path, commit: $commit) }',
    { path, commit: definitions.main },
  );
  return definitionFile;
}

/** Runs git on a mirror; throws with what it said where it fails. */
export function git(gitdir: string, ...args: string[]): string {
  return execFileSync('git', ['--git-dir', gitdir, ...args], { encoding: 'utf8', stdio: 'pipe' }).trim();
}
