import type { ForgeReview } from '../forge.js';

/** A review as GitHub lists it, in order. */
export interface GithubReview {
  id: number;
  user: { login: string } | null;
  state: string;
  body: string | null;
  commit_id: string | null;
  submitted_at?: string | null;
}

const VERDICTS = new Set(['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED']);

/** Of everybody the newest word that approves, asks for changes or was dismissed; comments change nothing. */
export function newestReviews(reviews: readonly GithubReview[]): ForgeReview[] {
  const newest = new Map<string, ForgeReview>();
  for (const { id, user, state, body, commit_id, submitted_at } of reviews) {
    const verdict = state.toUpperCase();
    if (!user || !commit_id || !submitted_at || !VERDICTS.has(verdict)) continue;
    newest.set(user.login.toLowerCase(), {
      id: `github:${id}`,
      login: user.login,
      verdict: verdict as ForgeReview['verdict'],
      body,
      head: commit_id,
      at: new Date(submitted_at),
    });
  }
  return [...newest.values()];
}
