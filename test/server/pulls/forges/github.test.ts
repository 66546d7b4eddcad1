import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readDefinitionsFolder } from '../../../../server/releases/read-definitions-folder.js';
import { eventually } from '../../../helpers/eventually.js';
import {
  addForgePeople,
  type GithubInstallation,
  readmeWith,
  startGithubInstallation,
} from '../../../helpers/github-installation.js';
import { ask } from '../../../helpers/graphql.js';
import type { GithubPull } from '../../../helpers/start-github.js';
import { startServer, type TestServer } from '../../../helpers/start-server.js';

const WITHIN_MS = 120_000;

let installation: GithubInstallation;
let server: TestServer;

beforeAll(async () => {
  installation = await startGithubInstallation(await readDefinitionsFolder('scoring-models'));
  server = await startServer({ env: installation.env });
  await addForgePeople(server);
});

afterAll(async () => {
  await server?.stop();
  await installation?.close();
});

interface Standing {
  definitions: { drift: string; main: string; live: { release: number }; findings: { message: string }[] };
  pullRequests: {
    nodes: {
      number: number;
      state: string;
      head: string;
      author: { displayName: string };
      externalUrl: string;
      signOffs: { team: string; satisfied: boolean }[];
      reviews: { author: { displayName: string }; verdict: string; withdrawnAt: string | null }[];
    }[];
  };
}

async function standing(): Promise<Standing> {
  const { data, errors } = await ask<Standing>(
    server,
    `{ definitions { drift main live { release } findings { message } }
       pullRequests(first: 10) { nodes { number state head author { displayName } externalUrl signOffs { team satisfied }
         reviews { author { displayName } verdict withdrawnAt } } } }`,
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data;
}

/** Nothing was asked of GitHub for a second: whatever made the server look before is done. */
async function quiet(): Promise<void> {
  let [known, since] = [-1, 0];
  await eventually(() => {
    const { length } = installation.github.requests;
    if (length !== known) [known, since] = [length, performance.now()];
    return performance.now() - since > 1_000;
  }, WITHIN_MS);
}

const statusOf = (pull: GithubPull) => installation.github.statuses.filter(({ sha }) => sha === pull.head.sha).at(-1);

describe('a repository followed on GitHub', () => {
  let pull: GithubPull;

  it('is where the first definitions come from, as release 1', async () => {
    expect((await standing()).definitions).toMatchObject({ drift: 'IN_SYNC', live: { release: 1 } });
  });

  it('refuses webhooks that are not signed with the secret, and knows no other door', async () => {
    expect(await installation.deliver(server.url, 'push', 'wrong', 'another secret, as long')).toBe(401);
    expect((await fetch(`${server.url}/hooks/gitlab`, { method: 'POST', body: '{}' })).status).toBe(404);
    expect(await installation.deliver(server.url, 'star', 'star')).toBe(204);
  });

  it('makes a pull request there one here and tells there what it would change', async () => {
    await installation.git.commit('readme', { 'README.md': readmeWith('Agreed.') });
    pull = await installation.open('readme', 'ada');
    expect(await installation.deliver(server.url, 'pull_request', 'opened')).toBe(202);
    await eventually(() => statusOf(pull)?.description.startsWith('To be signed by'), WITHIN_MS);
    const { pullRequests } = await standing();
    expect(pullRequests.nodes[0]).toMatchObject({
      ...{ state: 'OPEN', head: pull.head.sha, author: { displayName: 'ada' } },
      externalUrl: 'https://github.example/acme/scoring/pull/1',
    });
    const [comment, ...others] = await eventually(() =>
      installation.github.comments.length > 0 ? installation.github.comments : null,
    );
    expect(others).toEqual([]);
    expect(comment?.body).toMatch(/README\.md[\s\S]*Who must sign[\s\S]*Checks/);
  });

  it('takes an approval there as a sign-off, but not of the author, and withdraws what is dismissed', async () => {
    installation.review(pull, 'ada');
    installation.review(pull, 'Mia');
    installation.review(pull, 'sal', 'CHANGES_REQUESTED');
    await installation.deliver(server.url, 'pull_request_review', 'reviewed');
    const reviews = await eventually(async () => {
      const [node] = (await standing()).pullRequests.nodes;
      return node && node.reviews.length >= 2 ? node.reviews : null;
    }, WITHIN_MS);
    const told = reviews.map(({ author, verdict }) => `${author.displayName} ${verdict}`);
    expect(told.sort()).toEqual(['mia APPROVED', 'sal CHANGES_REQUESTED']);
    for (const review of pull.reviews) if (review.user.login === 'sal') review.state = 'DISMISSED';
    await installation.deliver(server.url, 'pull_request_review', 'dismissed');
    await eventually(async () => {
      const [node] = (await standing()).pullRequests.nodes;
      return node?.reviews.some(({ withdrawnAt }) => withdrawnAt !== null);
    }, WITHIN_MS);
  });

  it('does nothing for a delivery it knows', async () => {
    await quiet();
    installation.review(pull, 'sal');
    const before = installation.github.requests.length;
    for (let time = 0; time < 20; time++)
      expect(await installation.deliver(server.url, 'pull_request', 'opened')).toBe(202);
    await quiet();
    expect(installation.github.requests.slice(before).filter((request) => request === 'GET /pulls/1/reviews')).toEqual(
      [],
    );
    await installation.deliver(server.url, 'pull_request_review', 'signed');
    await eventually(() => statusOf(pull)?.state === 'success', WITHIN_MS);
  });

  it('puts in force what is merged there once everybody signed, in one comment', async () => {
    await installation.merge(pull);
    await installation.deliver(server.url, 'push', 'merged');
    await eventually(async () => (await standing()).definitions.live.release === 2, WITHIN_MS);
    expect((await standing()).definitions).toMatchObject({ drift: 'IN_SYNC', findings: expect.any(Array) });
    await eventually(() => statusOf(pull)?.description === 'In force as release 2.', WITHIN_MS);
    expect(installation.github.comments).toHaveLength(1);
  });

  it('leaves in force what was, where somebody pushes to main, and says so', async () => {
    const pushed = await installation.git.commit('main', { 'README.md': readmeWith('Nobody agreed.') });
    await installation.deliver(server.url, 'push', 'pushed');
    const { definitions } = await eventually(async () => {
      const now = await standing();
      return now.definitions.drift === 'UNATTESTED' ? now : null;
    }, WITHIN_MS);
    expect(definitions).toMatchObject({ main: pushed, live: { release: 2 } });
    expect(definitions.findings.map(({ message }) => message).join()).toMatch(/is no pull request that was signed/);
  });

  it('never says its token', () => {
    expect(server.stderr() + server.stdout()).not.toContain('ghp_');
  });
});
