import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { judgeGithubHook } from '../../../../server/pulls/forges/github/judge-github-hook.js';
import { judgeGitlabHook } from '../../../../server/pulls/forges/gitlab/judge-gitlab-hook.js';

interface Example {
  name: string;
  examples: { repository?: { full_name: string }; action?: string; sender?: { login: string } }[];
}

/** The payloads GitHub's own makers publish. */
const published = createRequire(import.meta.url)('@octokit/webhooks-examples') as Example[];
const payloads = published.flatMap(({ name, examples }) => examples.map((example) => ({ name, example })));
const secret = 'a secret of the webhook';
const NEWS = /^(push|pull_request|pull_request_review|pull_request_review_thread|create|delete)$/;

function signed(name: string, body: Buffer, over = body): { headers: Record<string, string>; body: Buffer } {
  const signature = `sha256=${createHmac('sha256', secret).update(over).digest('hex')}`;
  return { headers: { 'x-github-event': name, 'x-github-delivery': 'd-1', 'x-hub-signature-256': signature }, body };
}

describe('webhooks of GitHub', () => {
  it(`takes all ${payloads.length} published payloads for what they are`, async () => {
    for (const { name, example } of payloads) {
      const project = example.repository?.full_name ?? 'nobody/nothing';
      const verdict = await judgeGithubHook(signed(name, Buffer.from(JSON.stringify(example))), { secret, project });
      expect([name, verdict.is]).toEqual([name, NEWS.test(name) && example.repository ? 'news' : 'ignored']);
    }
  });

  it('refuses every one of them with one byte changed, another secret or no signature', async () => {
    for (const { name, example } of payloads) {
      const body = Buffer.from(JSON.stringify(example));
      const changed = Buffer.concat([body.subarray(0, -1), Buffer.from(' }')]);
      const about = { secret, project: example.repository?.full_name ?? '' };
      const unsigned = { headers: { 'x-github-event': name, 'x-github-delivery': 'd-1' }, body };
      expect(await judgeGithubHook(signed(name, changed, body), about)).toEqual({ is: 'unsigned' });
      expect(await judgeGithubHook(signed(name, body), { ...about, secret: `${secret}.` })).toEqual({ is: 'unsigned' });
      expect(await judgeGithubHook(unsigned, about)).toEqual({ is: 'unsigned' });
    }
  });

  it('learns who pushed what, and nothing from another repository', async () => {
    const push = { after: 'a'.repeat(40), repository: { full_name: 'acme/scoring' }, sender: { login: 'ada' } };
    const request = signed('push', Buffer.from(JSON.stringify(push)));
    expect(await judgeGithubHook(request, { secret, project: 'acme/scoring' })).toEqual({
      is: 'news',
      delivery: { id: 'github:d-1', pushes: [{ oid: 'a'.repeat(40), login: 'ada' }] },
    });
    expect(await judgeGithubHook(request, { secret, project: 'acme/other' })).toEqual({ is: 'ignored' });
  });

  it('says what is wrong with a signed body that is no JSON', async () => {
    const verdict = await judgeGithubHook(signed('push', Buffer.from('payload=%7B%7D')), { secret, project: 'a/b' });
    expect(verdict).toMatchObject({ is: 'malformed', why: expect.stringContaining('application/json') });
  });
});

describe('webhooks of GitLab', () => {
  const push = { after: 'b'.repeat(40), user_username: 'mia', project: { path_with_namespace: 'acme/scoring' } };
  const request = (token: string, more: Record<string, string> = {}) => ({
    headers: { 'x-gitlab-token': token, 'x-gitlab-event': 'Push Hook', ...more },
    body: Buffer.from(JSON.stringify(push)),
  });

  it('are known by their token alone', () => {
    const about = { secret, project: 'acme/scoring' };
    for (const wrong of ['', 'a', `${secret} `, secret.slice(1)]) {
      expect(judgeGitlabHook(request(wrong), about)).toEqual({ is: 'unsigned' });
    }
    const verdict = judgeGitlabHook(request(secret, { 'idempotency-key': 'k-1' }), about);
    expect(verdict).toEqual({
      is: 'news',
      delivery: { id: 'gitlab:k-1', pushes: [{ oid: 'b'.repeat(40), login: 'mia' }] },
    });
    expect(judgeGitlabHook(request(secret, { 'x-gitlab-event': 'Wiki Page Hook' }), about)).toEqual({ is: 'ignored' });
  });
});
