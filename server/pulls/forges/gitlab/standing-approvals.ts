import type { ForgeReview } from '../forge.js';

/** An approval as GitLab lists it; older ones do not say when. */
export interface GitlabApproval {
  user: { username: string };
  approved_at?: string | null;
}

/** Somebody asked to review, and what he said. */
export interface GitlabReviewer {
  user: { username: string };
  state: string;
  updated_at?: string | null;
  created_at: string;
}

/** A state of the branch, the newest first. */
export interface GitlabVersion {
  head_commit_sha: string;
  created_at: string;
}

/**
 * The words that stand: an approval is of the version that was the newest when it was given; one that does not say when
 * is of no version and counts for nothing. Who asked for changes since blocks.
 */
export function standingApprovals(
  id: number,
  { approved_by: approvals = [] }: { approved_by?: GitlabApproval[] },
  reviewers: readonly GitlabReviewer[],
  versions: readonly GitlabVersion[],
): ForgeReview[] {
  const approved = approvals.flatMap(({ user: { username }, approved_at }): ForgeReview[] => {
    const head = approved_at ? headAt(versions, new Date(approved_at)) : null;
    if (!approved_at || head === null) return [];
    const common = { login: username, body: null, head, at: new Date(approved_at) };
    return [{ ...common, id: `gitlab:${id}:${username}:${approved_at}`, verdict: 'APPROVED' }];
  });
  const blocking = reviewers
    .filter(({ state }) => state === 'requested_changes')
    .map(({ user: { username }, updated_at, created_at }): ForgeReview => {
      const at = new Date(updated_at ?? created_at);
      const head = versions[0]?.head_commit_sha ?? '';
      const asked = `gitlab:${id}:${username}:requested-changes:${head.slice(0, 12)}`;
      return { id: asked, login: username, verdict: 'CHANGES_REQUESTED', body: null, head, at };
    });
  const blockers = new Set(blocking.map((review) => review.login));
  return [...approved.filter((review) => !blockers.has(review.login)), ...blocking];
}

function headAt(versions: readonly GitlabVersion[], at: Date): string | null {
  const before = versions.filter((version) => new Date(version.created_at) <= at);
  const newest = before.sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at))[0];
  return newest?.head_commit_sha ?? null;
}
