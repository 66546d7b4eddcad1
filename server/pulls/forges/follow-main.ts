import { systemPrincipal } from '../../auth/system-principal.js';
import { transaction } from '../../db/transaction.js';
import { readCommits } from '../../git/read-commits.js';
import { keepAncestry } from '../../releases/keep-ancestry.js';
import { readMain } from '../../releases/read-main.js';
import { lockMerges } from '../lock-merges.js';
import { mergePullRequest } from '../merge-pull-request.js';
import type { Pulls } from '../open-pulls.js';
import type { PullRow } from '../pull-row.js';
import { findForgeFaults } from './find-forge-faults.js';
import { findForgeMain, keepForgeMain } from './forge-main-row.js';
import { type MainMatch, matchMain } from './match-main.js';

/** How many commits of main are looked at together: a rebase puts a pull request there as several. */
const MOST_TOGETHER = 30;
const MOST_STEPS = 1_000;

/**
 * Follows main of the repository to `seen`, whose objects are here already: step by step, a step being whatever changes
 * nothing or what a pull request changes that everybody signed, which is then merged here and put in force. Where a step
 * is neither it stops; what is in force stays. Answers why it stopped, null where it did not.
 */
export async function followMain(pulls: Pulls, repository: string, seen: string): Promise<string | null> {
  const { db, pool } = pulls;
  const kept = await findForgeMain(db, repository);
  let followed = kept?.followed ?? ((await isOurs(pulls, seen)) ? seen : null);
  let problem: string | null = null;
  for (let steps = await listSteps(pulls, followed, seen); steps.length > 0 && problem === null; ) {
    const reached = await takeStep(pulls, followed, steps);
    if (typeof reached === 'string') problem = reached;
    else {
      followed = steps.splice(0, reached.commits).at(-1) as string;
      await keepStep(pulls, repository, { seen, followed });
    }
  }
  await transaction(pool, 'system', (tx) => keepForgeMain(tx, repository, { seen, followed, problem }));
  return problem;
}

async function keepStep(
  { pool }: Pulls,
  repository: string,
  { seen, followed }: { seen: string; followed: string },
): Promise<void> {
  await transaction(pool, 'system', async (tx) => {
    await lockMerges(tx);
    await keepAncestry(tx, followed);
    await keepForgeMain(tx, repository, { seen, followed, problem: null });
  });
}

async function isOurs({ db }: Pulls, commit: string): Promise<boolean> {
  return (await db.query('select 1 from merged_commits where oid = $1', [commit])).length > 0;
}

/** The first-parent line after `from`, the oldest first; only its end where `from` is not on it (pushed by force, say). */
async function listSteps({ db }: Pulls, from: string | null, to: string): Promise<string[]> {
  const line: string[] = [];
  for (let at: string | undefined = to; at !== undefined && line.length < MOST_STEPS; ) {
    if (at === from) return line.reverse();
    line.push(at);
    at = (await readCommits(db, [at])).get(at)?.parents[0];
  }
  return [to];
}

/** Takes the shortest stretch that is something; a sentence where none is. */
async function takeStep(
  pulls: Pulls,
  from: string | null,
  steps: readonly string[],
): Promise<{ commits: number } | string> {
  let why: string | null = null;
  for (let count = 1; count <= Math.min(steps.length, MOST_TOGETHER); count++) {
    const commit = steps[count - 1] as string;
    const faults = await findForgeFaults(pulls.db, await readMain(pulls.db), commit);
    if (faults.length > 0) {
      why ??= `main of the followed repository (${short(commit)}) cannot be read: ${faults.slice(0, 3).join(' ')}`;
      continue;
    }
    const match = await matchMain(pulls, pulls.db, from, commit);
    if (match.is === 'nothing') return { commits: count };
    if (match.is === 'pull') {
      const refused = await merge(pulls, match);
      if (refused === null) return { commits: count };
      return `${short(commit)} on main of the followed repository holds pull request ${match.pull.number}, which may not come in force: ${refused}`;
    }
  }
  return why ?? unknown(steps.at(-1) as string);
}

function unknown(commit: string): string {
  return `${short(commit)} on main of the followed repository is no pull request that was signed: nothing of it comes in force. Take it back there, or propose the same change as a pull request and have it signed.`;
}

/** Merges here what was merged there, and puts it in force where nothing holds it; why not, else. */
async function merge(pulls: Pulls, { pull, effect }: Extract<MainMatch, { is: 'pull' }>): Promise<string | null> {
  if (pull.state === 'DRAFT') return 'It is a draft.';
  const input = { number: (pull as PullRow).number, expectedEffect: effect };
  const done = await mergePullRequest(pulls, systemPrincipal, { ...input, promote: true });
  if (done.userErrors.length === 0) return null;
  const isMerely = done.userErrors.every(({ code, field }) => code === 'HELD' || field?.[0] === 'confirmMoves');
  const again = isMerely ? await mergePullRequest(pulls, systemPrincipal, { ...input, promote: false }) : done;
  return again.userErrors.length === 0 ? null : again.userErrors.map((error) => error.message).join(' ');
}

function short(oid: string): string {
  return oid.slice(0, 10);
}
