import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { readDefinitionsFolder } from '../../server/releases/read-definitions-folder.js';
import { eventually } from '../helpers/eventually.js';
import { addForgePeople, readmeWith, startGithubInstallation } from '../helpers/github-installation.js';
import { ask } from '../helpers/graphql.js';
import { seed, seededRandom } from '../helpers/seeded-random.js';
import type { GithubPull } from '../helpers/start-github.js';
import { startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';
import { tellResult } from './tell-result.js';

/**
 * A forge that is followed: the server is killed between a webhook and its comment, at random and at the worst instants
 * (the forge has a status or a comment and has not answered yet); one delivery comes a hundred times at once; webhooks are
 * signed by others. Each pull request has one comment, no status twice, and becomes one release.
 */
const KILLS = Number(process.env.KILLS ?? 20);
const REPEATS = 100;
const WITHIN_MS = 120_000;
const random = seededRandom();
const database = await startDatabase();
const installation = await startGithubInstallation(await readDefinitionsFolder('scoring-models'));
const { github, git } = installation;
const env = {
  ...installation.env,
  DATABASE_URL: database.url,
  ACCORD_RATE_LIMIT: '0',
  ACCORD_ADMIN_TOKEN: `faults_${'x'.repeat(24)}`,
};
let server = await startAccord(env);
const { dataDir } = server;
await addForgePeople(server);

const statuses = (pull: GithubPull) => github.statuses.filter(({ sha }) => sha === pull.head.sha);
const comments = (pull: GithubPull) => github.comments.filter(({ issue }) => issue === pull.number);
const says = (pull: GithubPull, text: RegExp) =>
  text.test(statuses(pull).at(-1)?.description ?? '') && comments(pull).length > 0;

const last = (pull: GithubPull) => `'${statuses(pull).at(-1)?.description}' in ${comments(pull).length} comments`;

async function release(): Promise<number> {
  const { data } = await ask<{ definitions: { live: { release: number } } }>(
    server,
    '{ definitions { live { release } } }',
  );
  return data?.definitions.live.release ?? 0;
}

/** Kills the server when the forge has done what this request asked for, before it answers; or after a random time. */
async function killAt(instant: string | null): Promise<void> {
  if (instant === null) await pause(random() * 3_000);
  else {
    await Promise.race([
      new Promise<void>((resolve) => {
        github.beforeAnswer((request) => {
          if (request.startsWith(instant)) resolve();
        });
      }),
      pause(20_000),
    ]);
  }
  server.kill('SIGKILL');
  await server.ended;
  github.beforeAnswer(() => undefined);
  server = await startAccord({ ...env, DATA_DIR: dataDir });
}

/** A delivery that the server dies under is lost, as GitHub would lose it. */
const tell = (event: string, id: string) => installation.deliver(server.url, event, id).catch(() => 0);

const problems: string[] = [];
const INSTANTS = ['POST /statuses/', 'POST /issues/', 'PATCH /issues/comments/', null] as const;
for (let round = 0; round < KILLS; round++) {
  const instant = INSTANTS[round % INSTANTS.length] as string | null;
  await git.commit(`round-${round}`, { 'README.md': readmeWith(`Round ${round}.`) });
  const pull = await installation.open(`round-${round}`, 'ada');
  const early = instant?.startsWith('PATCH') ? null : killAt(instant);
  await tell('pull_request', `opened-${round}`);
  await early;
  await eventually(() => says(pull, /^To be signed/), WITHIN_MS).catch(() =>
    problems.push(`round ${round}: no report, but ${last(pull)}`),
  );
  installation.review(pull, 'mia');
  installation.review(pull, 'sal');
  const late = instant?.startsWith('PATCH') ? killAt(instant) : null;
  await tell('pull_request_review', `signed-${round}`);
  await late;
  await eventually(() => says(pull, /^Checked and signed/), WITHIN_MS).catch(() =>
    problems.push(`round ${round}: not signed, but ${last(pull)}`),
  );
  await installation.merge(pull);
  await tell('push', `merged-${round}`);
  await eventually(() => says(pull, /^In force as release/), WITHIN_MS).catch(() =>
    problems.push(`round ${round}: not in force, but ${last(pull)}`),
  );
  if ((await release()) !== round + 2) problems.push(`round ${round}: release ${await release()}, not ${round + 2}`);
  if (comments(pull).length !== 1) problems.push(`round ${round}: ${comments(pull).length} comments`);
  const told = statuses(pull).map(({ description }) => description);
  if (told.some((each, at) => each === told[at - 1]))
    problems.push(`round ${round}: a status twice: ${told.join(' | ')}`);
}

const answers = await Promise.all(
  Array.from({ length: REPEATS }, () => installation.deliver(server.url, 'pull_request', 'again')),
);
const [kept] = [new Set(answers)];
const refused = await Promise.all(
  Array.from({ length: REPEATS }, (_, at) =>
    installation.deliver(server.url, 'push', `forged-${at}`, `wrong secret ${at} `.padEnd(20)),
  ),
);
await server.remove();
await installation.close();
await database.remove();
rmSync(dataDir, { recursive: true, force: true });
tellResult(
  'forges',
  { seed, kills: KILLS, reports: github.comments.length, statuses: github.statuses.length, repeats: REPEATS, problems },
  {
    oneCommentEach: github.comments.length === KILLS,
    nothingLostOrDoubled: problems.length === 0,
    repeatsAreTaken: [...kept].join() === '202',
    forgedAreRefused: refused.every((status) => status === 401),
  },
);
