import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ask } from './graphql.js';
import { type ForgeGit, startForgeGit } from './start-forge-git.js';
import { GITHUB_TOKEN, type Github, type GithubPull, startGithub } from './start-github.js';

/** A repository on a stand-in for GitHub, with what a server needs to follow it. */
export interface GithubInstallation {
  git: ForgeGit;
  github: Github;
  /** For the server. */
  env: Record<string, string>;
  /** Opens a pull request of `branch` by `login`. */
  open(branch: string, login: string): Promise<GithubPull>;
  /** Says there that `login` approves the head, or asks for changes. */
  review(pull: GithubPull, login: string, state?: string): void;
  /** Merges it there. */
  merge(pull: GithubPull): Promise<string>;
  /** Sends a webhook to the server at `url`; answers the status. */
  deliver(url: string, event: string, delivery: string, secret?: string): Promise<number>;
  close(): Promise<void>;
}

const SECRET = 'the secret of the webhook';

/** Starts both with these definitions on main. */
export async function startGithubInstallation(files: Record<string, string>): Promise<GithubInstallation> {
  const git = await startForgeGit(files);
  const github = await startGithub(git.folder);
  let reviews = 0;
  return {
    git,
    github,
    env: {
      SCORING_REPO_URL: github.url,
      SCORING_REPO_FORGE: 'github',
      SCORING_REPO_API_URL: github.apiUrl,
      SCORING_REPO_TOKEN: GITHUB_TOKEN,
      SCORING_REPO_WEBHOOK_SECRET: SECRET,
      SCORING_REPO_POLL: '3600',
    },
    async open(branch, login) {
      const number = github.pulls.length + 1;
      const sha = await git.run('rev-parse', branch);
      await git.run('push', '-q', 'origin', `${branch}:refs/pull/${number}/head`);
      const words = { title: `Change ${number}`, body: 'Why: it is time.' };
      const rest = { draft: false, merged_at: null, merge_commit_sha: null, user: { login }, reviews: [] };
      const pull: GithubPull = { number, ...words, ...rest, state: 'open', head: { ref: branch, sha } };
      github.pulls.push(pull);
      return pull;
    },
    review(pull, login, state = 'APPROVED') {
      reviews += 1;
      const said = { id: reviews, user: { login }, state, body: 'Said there.', commit_id: pull.head.sha };
      pull.reviews.push({ ...said, submitted_at: new Date().toISOString() });
    },
    async merge(pull) {
      const commit = await git.merge(pull.head.ref);
      Object.assign(pull, { state: 'closed', merged_at: new Date().toISOString(), merge_commit_sha: commit });
      return commit;
    },
    async deliver(url, event, delivery, secret = SECRET) {
      const body = JSON.stringify({ repository: { full_name: 'acme/scoring' }, sender: { login: 'ada' } });
      const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
      const headers = { 'x-github-event': event, 'x-github-delivery': delivery, 'x-hub-signature-256': signature };
      const sent = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
      return (await fetch(`${url}/hooks/github`, sent)).status;
    },
    async close() {
      await github.close();
      git.remove();
    },
  };
}

/** Makes an author and one of each side, each with a name on the forge; @throws with what refuses it */
export async function addForgePeople(door: { url: string; token: string }): Promise<void> {
  for (const [login, teams, role] of [
    ['ada', ['REVOPS'], 'REVOPS'],
    ['mia', ['MARKETING'], 'MARKETING'],
    ['sal', ['SALES'], 'SALES'],
  ] as const) {
    const input = {
      email: `${login}@people.example`,
      displayName: login,
      teams,
      roles: [role],
      forgeLogin: login.toUpperCase(),
    };
    const { data, errors } = await ask<{ upsertUser: { userErrors: unknown[]; user: { forgeLogin: string } } }>(
      door,
      'mutation ($input: UpsertUserInput!) { upsertUser(input: $input) { userErrors { message } user { forgeLogin } } }',
      { input },
    );
    if (data?.upsertUser.user?.forgeLogin !== login) throw new Error(JSON.stringify({ data, errors }));
  }
}

/** The starter's README with a line more. */
export function readmeWith(line: string): string {
  return `${readFileSync('scoring-models/README.md', 'utf8').trimEnd()}\n\n${line}\n`;
}
