import { describe, expect, it } from '@jest/globals';
import { newestReviews } from '../../../../server/pulls/forges/github/newest-reviews.js';
import { standingApprovals } from '../../../../server/pulls/forges/gitlab/standing-approvals.js';

const OLD = '1'.repeat(40);
const NEW = '2'.repeat(40);

describe('the newest words of reviewers on GitHub', () => {
  const review = (id: number, login: string, state: string, commit_id: string | null = NEW) => ({
    ...{ id, user: { login }, state, body: null, commit_id, submitted_at: '2026-01-01T00:00:00Z' },
  });

  it('are the last that approves, blocks or was dismissed; comments and ghosts say nothing', () => {
    const reviews = [
      review(1, 'Mia', 'APPROVED', OLD),
      review(2, 'mia', 'CHANGES_REQUESTED'),
      review(3, 'sal', 'APPROVED'),
      review(4, 'sal', 'COMMENTED'),
      review(5, 'ann', 'DISMISSED'),
      { ...review(6, 'x', 'APPROVED'), user: null },
      review(7, 'bob', 'APPROVED', null),
    ];
    const told = newestReviews(reviews).map(({ id, login, verdict }) => `${id} ${login} ${verdict}`);
    expect(told.sort()).toEqual(['github:2 mia CHANGES_REQUESTED', 'github:3 sal APPROVED', 'github:5 ann DISMISSED']);
  });
});

describe('the approvals that stand on GitLab', () => {
  const versions = [
    { head_commit_sha: NEW, created_at: '2026-01-02T00:00:00Z' },
    { head_commit_sha: OLD, created_at: '2026-01-01T00:00:00Z' },
  ];
  const approval = (username: string, approved_at: string | null) => ({ user: { username }, approved_at });

  it('are of the version that was there when they were given', () => {
    const approved_by = [approval('mia', '2026-01-01T12:00:00Z'), approval('sal', '2026-01-02T12:00:00Z')];
    const heads = standingApprovals(7, { approved_by }, [], versions).map(({ login, head }) => [login, head]);
    expect(heads).toEqual([
      ['mia', OLD],
      ['sal', NEW],
    ]);
  });

  it('are none where GitLab does not say when, or before the first version', () => {
    const approved_by = [approval('mia', null), approval('sal', '2025-12-31T00:00:00Z')];
    expect(standingApprovals(7, { approved_by }, [], versions)).toEqual([]);
    expect(standingApprovals(7, {}, [], versions)).toEqual([]);
  });

  it('give way to a request for changes of the same person', () => {
    const approved_by = [approval('mia', '2026-01-02T12:00:00Z')];
    const reviewers = [{ user: { username: 'mia' }, state: 'requested_changes', created_at: '2026-01-02T00:00:00Z' }];
    const [only, ...others] = standingApprovals(7, { approved_by }, reviewers, versions);
    expect([only?.verdict, only?.login, others]).toEqual(['CHANGES_REQUESTED', 'mia', []]);
  });
});
