import { Octokit } from '@octokit/rest';
import type { ForgeSettings } from '../../../scoring-repo.js';
import { cleanText, cleanTitle } from '../clean-words.js';
import { fetchWithin } from '../fetch-within.js';
import type { Forge, ForgePull } from '../forge.js';
import { askGithub } from './ask-github.js';
import { newestReviews } from './newest-reviews.js';

type Pull = Awaited<ReturnType<Octokit['rest']['pulls']['list']>>['data'][number];

/** So many that ended lately are looked at: more than are merged between two looks. */
const LATELY = 50;

/** GitHub by its REST API, hosted or Enterprise. */
export function openGithub({ apiUrl, project, token }: ForgeSettings): Forge {
  const quiet = () => undefined;
  const octokit = new Octokit({
    baseUrl: apiUrl,
    ...(token ? { auth: token } : {}),
    request: { fetch: fetchWithin },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
  const { pulls, repos, issues } = octokit.rest;
  const [owner = '', repo = ''] = project.split('/');
  const at = { owner, repo };
  return {
    kind: 'github',
    listPulls: (main) =>
      askGithub(async () => {
        const open = await octokit.paginate(pulls.list, { ...at, state: 'open', base: main, per_page: 100 });
        const ended = { state: 'closed', sort: 'updated', direction: 'desc', per_page: LATELY } as const;
        const { data } = await pulls.list({ ...at, base: main, ...ended });
        return [...open, ...data].map((pull) => pullOf(pull, project));
      }),
    listReviews: ({ id }) =>
      askGithub(async () =>
        newestReviews(await octokit.paginate(pulls.listReviews, { ...at, pull_number: id, per_page: 100 })),
      ),
    listPushes: () =>
      askGithub(async () => {
        const { data } = await repos.listActivities({ ...at, time_period: 'week', per_page: 100 });
        return data.flatMap(({ after, actor }) => (actor ? [{ oid: after, login: actor.login }] : []));
      }).catch(() => []),
    findStatus: (head, name) =>
      askGithub(async () => {
        const { data } = await repos.listCommitStatusesForRef({ ...at, ref: head, per_page: 100 });
        const found = data.find(({ context }) => context === name);
        if (!found) return null;
        const state = found.state === 'error' ? 'failure' : (found.state as 'pending' | 'success' | 'failure');
        return { state, description: found.description ?? '' };
      }),
    writeStatus: (head, name, { state, description, url }) =>
      askGithub(async () => {
        const link = url === null ? {} : { target_url: url };
        await repos.createCommitStatus({ ...at, sha: head, context: name, state, description, ...link });
      }),
    listComments: (id, marker) =>
      askGithub(async () => {
        const all = await octokit.paginate(issues.listComments, { ...at, issue_number: id, per_page: 100 });
        return all
          .filter(({ body }) => body?.startsWith(marker))
          .map((comment) => ({ id: String(comment.id), body: (comment.body ?? '').replaceAll('\r\n', '\n') }));
      }),
    editComment: (_id, comment, body) =>
      askGithub(async () => {
        await issues.updateComment({ ...at, comment_id: Number(comment), body });
        return true;
      }).catch((error: { status?: number | null; retryAfterMs?: number | null }) => {
        if ((error.status === 403 || error.status === 404) && error.retryAfterMs === null) return false;
        throw error;
      }),
    writeComment: (id, body) =>
      askGithub(async () => String((await issues.createComment({ ...at, issue_number: id, body })).data.id)),
  };
}

function pullOf(pull: Pull, project: string): ForgePull {
  const { number, head, base, user } = pull;
  const isProposal = head.ref.startsWith('proposals/') && head.repo?.full_name === base.repo.full_name;
  return {
    key: `github:${number}`,
    id: number,
    title: cleanTitle(pull.title),
    body: cleanText(pull.body),
    draft: pull.draft ?? false,
    state: pull.state === 'open' ? 'OPEN' : pull.merged_at ? 'MERGED' : 'CLOSED',
    head: head.sha,
    branch: isProposal ? head.ref : `proposals/github-${number}`,
    author: user?.login ?? null,
    url: pull.html_url ?? `https://github.com/${project}/pull/${number}`,
    mergeCommit: pull.merge_commit_sha,
  };
}
