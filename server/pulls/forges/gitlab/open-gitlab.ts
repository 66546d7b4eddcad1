import { Gitlab } from '@gitbeaker/rest';
import type { ForgeSettings } from '../../../scoring-repo.js';
import { cleanText, cleanTitle } from '../clean-words.js';
import type { Forge, ForgePull, ForgeStatus } from '../forge.js';
import type { ForgeFailed } from '../forge-failed.js';
import { askGitlab } from './ask-gitlab.js';
import {
  type GitlabApproval,
  type GitlabReviewer,
  type GitlabVersion,
  standingApprovals,
} from './standing-approvals.js';

/** A merge request as GitLab lists it, as far as it is read. */
interface MergeRequest {
  iid: number;
  title: string;
  description: string | null;
  draft?: boolean;
  state: string;
  sha: string;
  source_branch: string;
  source_project_id: number;
  target_project_id: number;
  author?: { username: string } | null;
  web_url?: string;
  merge_commit_sha?: string | null;
  squash_commit_sha?: string | null;
}

interface GitlabEvent {
  author_username?: string;
  author?: { username?: string };
  push_data?: { commit_to?: string | null };
}

const PATIENCE_MS = 30_000;
const LATELY = 50;
const DAY_MS = 86_400_000;
const STATES = { pending: 'pending', success: 'success', failed: 'failure' } as const;

/** GitLab by its REST API, hosted or one's own. */
export function openGitlab({ apiUrl, project, token }: ForgeSettings): Forge {
  const api = new Gitlab({ host: apiUrl, token: token ?? '', queryTimeout: PATIENCE_MS });
  const { MergeRequests, MergeRequestApprovals, MergeRequestNotes, Commits, Events } = api;
  return {
    kind: 'gitlab',
    listPulls: (main) =>
      askGitlab(async () => {
        const open = await MergeRequests.all({ projectId: project, state: 'opened', targetBranch: main });
        const lately = { orderBy: 'updated_at', sort: 'desc', perPage: LATELY, maxPages: 1 } as const;
        const all = await MergeRequests.all({ projectId: project, targetBranch: main, ...lately });
        const ended = all.filter(({ state }) => state !== 'opened');
        return [...open, ...ended].map((each) => pullOf(each as unknown as MergeRequest));
      }),
    listReviews: ({ id }) =>
      askGitlab(async () => {
        const approvals = await MergeRequestApprovals.showConfiguration(project, { mergerequestIId: id });
        const reviewers = await MergeRequests.showReviewers(project, id);
        const versions = await MergeRequests.allDiffVersions(project, id);
        return standingApprovals(
          id,
          approvals as unknown as { approved_by?: GitlabApproval[] },
          reviewers as unknown as GitlabReviewer[],
          versions as unknown as GitlabVersion[],
        );
      }),
    listPushes: () =>
      askGitlab(async () => {
        const after = new Date(Date.now() - 7 * DAY_MS).toISOString().slice(0, 10);
        const events = await Events.all({ projectId: project, action: 'pushed', after, perPage: 100, maxPages: 1 });
        return (events as unknown as GitlabEvent[]).flatMap(({ author_username, author, push_data }) => {
          const login = author_username ?? author?.username;
          return login && push_data?.commit_to ? [{ oid: push_data.commit_to, login }] : [];
        });
      }).catch(() => []),
    findStatus: (head, name) =>
      askGitlab(async () => {
        const found = (await Commits.allStatuses(project, head, { name, all: true })).at(-1);
        if (!found) return null;
        const state = STATES[found.status as keyof typeof STATES] ?? 'pending';
        return { state, description: String(found['description'] ?? '') };
      }),
    writeStatus: (head, name, { state, description, url }) =>
      askGitlab(async () => {
        const link = url === null ? {} : { targetUrl: url };
        const status = gitlabState(state);
        await Commits.editStatus(project, head, status, { name, description, ...link }).catch((error: Error) => {
          // GitLab refuses a transition to the state a status is in already; its words may then be older.
          if (!/cannot transition/i.test(error.message)) throw error;
        });
      }),
    listComments: (id, marker) =>
      askGitlab(async () => {
        const notes = await MergeRequestNotes.all(project, id, { sort: 'asc', orderBy: 'created_at' });
        return notes
          .filter(({ body }) => body.startsWith(marker))
          .map((note) => ({ id: String(note.id), body: note.body }));
      }),
    editComment: (id, comment, body) =>
      askGitlab(async () => {
        await MergeRequestNotes.edit(project, id, Number(comment), { body });
        return true;
      }).catch((error: ForgeFailed) => {
        if (error.status === 403 || error.status === 404) return false;
        throw error;
      }),
    writeComment: (id, body) => askGitlab(async () => String((await MergeRequestNotes.create(project, id, body)).id)),
  };
}

function gitlabState(state: ForgeStatus['state']): 'pending' | 'success' | 'failed' {
  return state === 'failure' ? 'failed' : state;
}

function pullOf(request: MergeRequest): ForgePull {
  const { iid, source_branch, source_project_id, target_project_id } = request;
  const isProposal = source_branch.startsWith('proposals/') && source_project_id === target_project_id;
  return {
    key: `gitlab:${iid}`,
    id: iid,
    title: cleanTitle(request.title.replace(/^(draft|wip):\s*/i, '')),
    body: cleanText(request.description),
    draft: request.draft ?? false,
    state:
      request.state === 'opened' || request.state === 'locked'
        ? 'OPEN'
        : request.state === 'merged'
          ? 'MERGED'
          : 'CLOSED',
    head: request.sha,
    branch: isProposal ? source_branch : `proposals/gitlab-${iid}`,
    author: request.author?.username ?? null,
    url: request.web_url ?? null,
    mergeCommit: request.merge_commit_sha ?? request.squash_commit_sha ?? null,
  };
}
