import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../helpers/eventually.js';
import { ask, type Door } from '../helpers/graphql.js';
import { startServer, type TestServer } from '../helpers/start-server.js';
import { openPersonsDoor } from './role-doors.js';

const MODEL = 'models/hundred-point.json';
const AGREEMENT = `query ($commit: CommitId) { agreement(commit: $commit) {
  commit markdown since signedOffBy { verdict effect stale author { displayName teams } } } }`;
const STATE = `query ($number: Int!) { pullRequest(number: $number) { effect mergeBlockers checks { conclusion }
  diff { changes { summary level } } signOffs { team satisfied } } }`;

interface Agreement {
  commit: string;
  markdown: string;
  since: string;
  signedOffBy: unknown[];
}

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server?.stop();
});

async function data<Data>(door: Door, query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const answer = await ask<Data>(door, query, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data as Data;
}

describe('agreement', () => {
  it('says the live definitions in words, of the first commit unsigned, and of what was signed by whom', async () => {
    const { agreement: first } = await data<{ agreement: Agreement }>(server, AGREEMENT);
    expect(first).toMatchObject({
      signedOffBy: [],
      markdown: expect.stringContaining('total at least 60 moves the lead'),
    });
    const [author, marketing, sales] = await Promise.all([
      openPersonsDoor(server, 'REVOPS'),
      openPersonsDoor(server, 'MARKETING'),
      openPersonsDoor(server, 'SALES'),
    ]);
    const { definitionFile: text } = await data<{ definitionFile: string }>(
      author,
      `{ definitionFile(path: "${MODEL}") }`,
    );
    const files = [{ path: MODEL, content: text.replace('"below": 50', '"below": 45') }];
    const { openPullRequest } = await data<{ openPullRequest: { pullRequest: { number: number } } }>(
      author,
      `mutation ($files: [FileInput!]!) { openPullRequest(input: {title: "Release lower", body: "", files: $files}) {
        userErrors { code message } pullRequest { number } } }`,
      { files },
    );
    const { number } = openPullRequest.pullRequest;
    type State = { pullRequest: { effect: string; checks: { conclusion: string }[]; diff: unknown } };
    const open = await eventually(async () => {
      const { pullRequest } = await data<State>(author, STATE, { number });
      return pullRequest.checks.every(({ conclusion }) => conclusion !== 'PENDING') ? pullRequest : null;
    });
    expect(open.diff).toEqual({
      changes: [{ summary: 'Threshold mql: falls back at total below 50 → 45', level: 'DANGEROUS' }],
    });
    for (const door of [marketing, sales]) {
      await data(
        door,
        `mutation ($number: Int!, $effect: String!) { reviewPullRequest(
          input: {number: $number, verdict: APPROVED, expectedEffect: $effect}) { userErrors { code message } } }`,
        { number, effect: open.effect },
      );
    }
    const merged = await data<{ mergePullRequest: { userErrors: unknown[]; pullRequest: { mergeCommit: string } } }>(
      author,
      `mutation ($number: Int!, $effect: String!) { mergePullRequest(
        input: {number: $number, expectedEffect: $effect, promote: false}) {
          userErrors { code message } pullRequest { mergeCommit } } }`,
      { number, effect: open.effect },
    );
    expect(merged.mergePullRequest.userErrors).toEqual([]);
    const { mergeCommit: commit } = merged.mergePullRequest.pullRequest;
    const { agreement } = await data<{ agreement: Agreement }>(author, AGREEMENT, { commit });
    expect(agreement).toMatchObject({ commit, markdown: expect.stringContaining('it falls back at total below 45') });
    expect(agreement.signedOffBy).toEqual(
      ['MARKETING', 'SALES'].map((team) => ({
        ...{ verdict: 'APPROVED', effect: open.effect, stale: expect.any(Boolean) },
        author: { displayName: expect.any(String), teams: [team] },
      })),
    );
    expect(Date.parse(agreement.since)).toBeGreaterThanOrEqual(Math.floor(Date.parse(first.since) / 1000) * 1000);
  });

  it('refuses a commit that is not there', async () => {
    const answer = await ask(server, AGREEMENT, { commit: 'a'.repeat(40) });
    expect(answer.errors).toMatchObject([
      { message: expect.stringMatching(/There is no commit/), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});
