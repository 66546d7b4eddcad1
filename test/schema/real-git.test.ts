import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../helpers/eventually.js';
import { ask, type Door } from '../helpers/graphql.js';
import { startServer, type TestServer } from '../helpers/start-server.js';
import { git } from '../server/git/git-client.js';
import { openPersonsDoor } from './role-doors.js';

type Row = Record<string, unknown>;

let server: TestServer;
let work: string;
let author: Door;
let marketing: Door;
let sales: Door;
beforeAll(async () => {
  server = await startServer();
  work = mkdtempSync(join(tmpdir(), 'accord-real-git-'));
  author = await openPersonsDoor(server, 'REVOPS');
  marketing = await openPersonsDoor(server, 'MARKETING');
  sales = await openPersonsDoor(server, 'SALES');
});
afterAll(async () => {
  await server?.stop();
  rmSync(work, { recursive: true, force: true });
});

async function data<Data = Row>(door: Door, query: string, variables: Row = {}): Promise<Data> {
  const answer = await ask<Data>(door, query, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data as Data;
}

const repository = (door: Door) => `${door.url.replace('://', `://git:${door.token}@`)}/git/scoring-models.git`;

interface Pull {
  title: string;
  effect: string;
  state: string;
  contributors: { displayName: string }[];
  checks: { conclusion: string }[];
  mergeBlockers: string[];
  url: string;
}

async function read(number: number): Promise<Pull> {
  const query = `query ($number: Int!) { pullRequest(number: $number) { title effect state mergeBlockers url
    contributors { displayName } checks { conclusion } } }`;
  return (await data<{ pullRequest: Pull }>(author, query, { number })).pullRequest;
}

describe('a real git client', () => {
  it('does the whole way: clone, edit, push, be told, push again, two reviews, merge, pull', async () => {
    expect(await git(work, 'clone', '-q', repository(author), 'clone')).toMatchObject({ code: 0 });
    const clone = join(work, 'clone');
    const path = join(clone, 'models/hundred-point.json');
    const before = readFileSync(path, 'utf8');
    await git(clone, 'checkout', '-q', '-b', 'raise-mql');
    writeFileSync(path, before.replace('"below": 50', '"below": 45,,'));
    await git(clone, 'commit', '-qam', 'Raise the bar for MQLs\n\nSales cannot follow so many.');
    const broken = await git(clone, 'push', 'origin', 'HEAD:refs/heads/proposals/raise-mql');
    expect(broken.code).not.toBe(0);
    expect(broken.err).toMatch(/models\/hundred-point\.json:\d+:\d+: \S/);

    writeFileSync(path, before.replace('"below": 50', '"below": 45'));
    await git(clone, 'commit', '-q', '-a', '--amend', '--no-edit');
    const pushed = await git(clone, 'push', 'origin', 'HEAD:refs/heads/proposals/raise-mql');
    expect(pushed).toMatchObject({ code: 0 });
    const number = Number(/accord pr show (\d+)/.exec(pushed.err)?.[1]);
    await eventually(async () => (await read(number)).checks.every((check) => check.conclusion !== 'PENDING'));
    const pull = await read(number);
    expect(pull).toMatchObject({ title: 'Raise the bar for MQLs', state: 'OPEN' });
    expect(pull.mergeBlockers.length).toBeGreaterThan(0);
    expect(pull.url).toBe(`${server.url}/definitions/pull-requests/${number}`);

    const review = `mutation ($input: ReviewPullRequestInput!) { reviewPullRequest(input: $input) { userErrors { code message } } }`;
    for (const [door, team] of [
      [marketing, 'MARKETING'],
      [sales, 'SALES'],
    ] as const) {
      const input = { number, verdict: 'APPROVED', team, expectedEffect: pull.effect };
      const { reviewPullRequest } = await data<{ reviewPullRequest: Row }>(door, review, { input });
      expect(reviewPullRequest).toEqual({ userErrors: [] });
    }
    const merge = `mutation ($input: MergePullRequestInput!) { mergePullRequest(input: $input) {
      userErrors { code message } promotion { release commit } } }`;
    const input = { number, expectedEffect: pull.effect };
    const { mergePullRequest } = await data<{ mergePullRequest: Row }>(author, merge, { input });
    expect(mergePullRequest).toMatchObject({ userErrors: [], promotion: { release: 2 } });
    const live = '{ definitionFile(path: "models/hundred-point.json") }';
    expect((await data<{ definitionFile: string }>(author, live)).definitionFile).toContain('"below": 45');

    expect(await git(clone, 'fetch', '-q', '--tags', 'origin')).toMatchObject({ code: 0 });
    await git(clone, 'checkout', '-q', 'main');
    expect(await git(clone, 'pull', '-q', '--ff-only')).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(path, 'utf8')).thresholds[0].release).toEqual({ score: 'total', below: 45 });
    const { out: trailers } = await git(clone, 'log', '-1', '--format=%(trailers)');
    expect(trailers).toContain(`Pull-request: ${number}`);
    expect(trailers).toContain(`Effect: ${pull.effect}`);
    expect(trailers).toMatch(/Signed-off-by: .*\(marketing\)/);
    expect(trailers).toMatch(/Signed-off-by: .*\(sales\)/);
    expect((await git(clone, 'fsck', '--full', '--strict')).code).toBe(0);
    expect((await git(clone, 'tag')).out).toContain('releases/2');
    expect((await git(clone, 'rev-parse', 'origin/live')).out).toBe((await git(clone, 'rev-parse', 'main')).out);
    const signers = join(clone, 'allowed_signers');
    const verified = await git(clone, '-c', `gpg.ssh.allowedSignersFile=${signers}`, 'verify-commit', 'HEAD');
    expect(verified.code).toBe(0);

    const late = await git(clone, 'push', 'origin', 'HEAD:main');
    expect(late.err).toMatch(/up-to-date|Everything/);
    writeFileSync(path, before);
    await git(clone, 'commit', '-qam', 'Take it back');
    const around = await git(clone, 'push', 'origin', 'HEAD:main');
    expect(around.err).toContain('main is written by merged pull requests only');
  });

  it('is told by its role what it may', async () => {
    const clone = await git(work, 'clone', '-q', repository(sales), 'by-sales');
    expect(clone.code).toBe(0);
    await git(join(work, 'by-sales'), 'commit', '-q', '--allow-empty', '-m', 'x');
    const pushed = await git(join(work, 'by-sales'), 'push', 'origin', 'HEAD:refs/heads/proposals/by-sales');
    expect(pushed.err).toContain('REVOPS');
    const nobody = await git(work, 'ls-remote', `${server.url.replace('://', '://git:wrong@')}/git/scoring-models.git`);
    expect(nobody.err).toMatch(/Authentication failed|401/);
  });
});
