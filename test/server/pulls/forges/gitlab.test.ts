import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openRemote } from '../../../../server/git/remote/open-remote.js';
import { followForge } from '../../../../server/pulls/forges/follow-forge.js';
import { ForgeFailed } from '../../../../server/pulls/forges/forge-failed.js';
import { listKeptPulls } from '../../../../server/pulls/forges/forge-pull-row.js';
import { openGitlab } from '../../../../server/pulls/forges/gitlab/open-gitlab.js';
import { reportPull } from '../../../../server/pulls/forges/report-pull.js';
import { createTestDatabase, type TestDatabase } from '../../../helpers/database.js';
import { readmeWith } from '../../../helpers/github-installation.js';
import { type ForgeGit, startForgeGit } from '../../../helpers/start-forge-git.js';
import { openTestPulls, signers, type TestPulls } from '../open-test-pulls.js';

/** GitLab's REST API in its own shapes, over what a test says. */
const state = {
  requests: [] as { method: string; path: string; body: Record<string, unknown> }[],
  requests_merge: [] as Record<string, unknown>[],
  approvals: [] as { user: { username: string }; approved_at: string }[],
  versions: [] as { head_commit_sha: string; created_at: string }[],
  notes: [] as { id: number; body: string }[],
  statuses: [] as { status: string; name: string; description: string }[],
  refuse: null as number | null,
};
const PROJECT = '/api/v4/projects/acme%2Fscoring';

function answer(method: string, path: string, query: URLSearchParams, body: Record<string, unknown>): unknown {
  if (path === `${PROJECT}/merge_requests`) {
    const wanted = query.get('state');
    return state.requests_merge.filter((request) => wanted === null || request['state'] === wanted);
  }
  if (path.endsWith('/approvals')) return { approved_by: state.approvals };
  if (path.endsWith('/reviewers') || path.endsWith('/events')) return [];
  if (path.endsWith('/versions')) return state.versions;
  if (method === 'GET' && path.endsWith('/notes')) return state.notes;
  if (method === 'POST' && path.endsWith('/notes')) {
    const note = { id: 100 + state.notes.length, body: String(body['body']) };
    state.notes.push(note);
    return note;
  }
  if (method === 'PUT' && path.includes('/notes/')) {
    const note = state.notes.find(({ id }) => id === Number(path.split('/').at(-1)));
    return note && Object.assign(note, { body: String(body['body']) });
  }
  if (method === 'GET' && path.endsWith('/statuses')) return state.statuses;
  if (method === 'POST' && path.includes('/statuses/')) {
    const { state: status, name, description } = body;
    state.statuses.push({ status: String(status), name: String(name), description: String(description) });
    return state.statuses.at(-1);
  }
  return undefined;
}

const settings = (apiUrl: string) => ({
  ...{ kind: 'gitlab' as const, project: 'acme/scoring', token: 'glpat-a-token', webhookSecret: null },
  apiUrl,
});

let server: Server;
let database: TestDatabase;
let test: TestPulls;
let git: ForgeGit;
let people: Awaited<ReturnType<typeof signers>>;
let apiUrl: string;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const body = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const method = request.method ?? '';
    const fields = Object.fromEntries(new URLSearchParams(query));
    state.requests.push({ method, path, body });
    const isKnown = request.headers['private-token'] === 'glpat-a-token';
    const found = isKnown ? answer(method, path, new URLSearchParams(query), { ...fields, ...body }) : undefined;
    const status = state.refuse ?? (found === undefined ? 404 : 200);
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '7' });
    response.end(JSON.stringify(status === 200 ? found : { message: 'refused by the test' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  database = await createTestDatabase();
  test = await openTestPulls(database);
  people = await signers(test);
  for (const [name, person] of Object.entries(people)) {
    await database.db.query('update users set forge_login = $2 where id = $1', [person.userId, name]);
  }
  git = await startForgeGit(test.files as Record<string, string>);
});

afterAll(async () => {
  await test.close();
  await database.drop();
  git.remove();
  await new Promise((resolve) => server.close(resolve));
});

async function follow(): Promise<void> {
  const forge = openGitlab(settings(apiUrl));
  const remote = openRemote({ url: git.url, authorization: null });
  await followForge({ pulls: test.pulls, repository: git.url, remote, forge });
  await test.settle();
  for (const kept of await listKeptPulls(database.db)) await reportPull(test.pulls, forge, kept);
}

describe('a repository followed on GitLab', () => {
  let head: string;

  it('makes a merge request a pull request, and tells there what it would change, once', async () => {
    head = await git.commit('readme', { 'README.md': readmeWith('Agreed.') });
    state.requests_merge.push({
      ...{ iid: 7, title: 'Draft: Say it', description: 'Because.', draft: true, state: 'opened', sha: head },
      ...{ source_branch: 'readme', source_project_id: 1, target_project_id: 1, author: { username: 'author' } },
      ...{ web_url: 'https://gitlab.example/acme/scoring/-/merge_requests/7', merge_commit_sha: null },
    });
    state.versions.push({ head_commit_sha: head, created_at: new Date(Date.now() - 60_000).toISOString() });
    await follow();
    await follow();
    const pull = await test.find(1);
    expect(pull).toMatchObject({
      title: 'Say it',
      body: 'Because.',
      state: 'DRAFT',
      head,
      branch: 'proposals/gitlab-7',
    });
    expect(pull.author).toBe(people.author.userId);
    expect(state.notes).toHaveLength(1);
    expect(state.statuses.map(({ status, name }) => [status, name])).toEqual([['pending', 'accord']]);
  });

  it('counts an approval of this head, and no more once it is revoked', async () => {
    state.requests_merge[0] = { ...state.requests_merge[0], draft: false };
    state.approvals.push({
      user: { username: 'Marketing' },
      approved_at: new Date(Date.now() - 3_600_000).toISOString(),
    });
    await follow();
    const reviews = () =>
      database.db.query('select author_id as person, withdrawn_at is not null as withdrawn from pull_reviews');
    expect(await reviews()).toEqual([]);
    state.approvals[0] = { user: { username: 'Marketing' }, approved_at: new Date().toISOString() };
    await follow();
    await follow();
    expect(await reviews()).toEqual([{ person: people.marketing.userId, withdrawn: false }]);
    state.approvals.length = 0;
    await follow();
    expect(await reviews()).toEqual([{ person: people.marketing.userId, withdrawn: true }]);
  });

  it('says it may be merged when everybody approved, in the comment that is there', async () => {
    for (const username of ['marketing', 'sales', 'author']) {
      state.approvals.push({ user: { username }, approved_at: new Date(Date.now() + 1_000).toISOString() });
    }
    await follow();
    expect(state.statuses.at(-1)).toMatchObject({ status: 'success' });
    expect(state.notes).toHaveLength(1);
    expect(state.notes[0]?.body).toMatch(/it may be merged/);
  });

  it('says when GitLab may be asked again, and not the token', async () => {
    state.refuse = 503;
    const refusal = await openGitlab(settings(apiUrl))
      .listPulls('main')
      .catch((error: unknown) => error);
    state.refuse = null;
    expect(refusal).toBeInstanceOf(ForgeFailed);
    expect(refusal).toMatchObject({ status: 503, retryAfterMs: 7_000 });
    expect(String(refusal)).not.toContain('glpat');
  });
});
