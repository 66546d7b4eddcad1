import { join } from 'node:path';
import { checkTree } from '../../core/definitions/check.js';
import type { Principal } from '../../server/auth/principal.js';
import { connect } from '../../server/db/connect.js';
import { commitObject } from '../../server/git/commit-object.js';
import { keepMirror } from '../../server/git/keep-mirror.js';
import { readFiles } from '../../server/git/read-files.js';
import type { GitObjectRow } from '../../server/git/repository.js';
import { treeObjects } from '../../server/git/tree-objects.js';
import { settleChecks } from '../../server/pulls/checks/settle-checks.js';
import { mergePullRequest } from '../../server/pulls/merge-pull-request.js';
import { openPullRequest } from '../../server/pulls/open-pull-request.js';
import { openPulls, type Pulls } from '../../server/pulls/open-pulls.js';
import { proposeCommit } from '../../server/pulls/propose-commit.js';
import type { PullOutcome } from '../../server/pulls/pull-outcome.js';
import { findPull, type PullRow } from '../../server/pulls/pull-row.js';
import { reviewPullRequest } from '../../server/pulls/review-pull-request.js';
import { openReleases } from '../../server/releases/open-releases.js';
import { readMain } from '../../server/releases/read-main.js';

/** What a process that is to be killed is given. */
export interface KilledWork {
  url: string;
  dataDir: string;
  pepper: string;
  /** Which of many it is: what it writes bears it. */
  run: number;
  people: Record<'author' | 'marketing' | 'sales', Principal>;
}

/** What it says of what was answered: one JSON line each. */
export type Acked = { pushed: string; head: string } | { merged: string; release: number };

/** Opens, pushes, signs and merges on the modules alone, and keeps a mirror of it, until it is killed. */
export async function proposeAndMerge({ url, dataDir, pepper, run, people }: KilledWork): Promise<never> {
  const { db, pool } = await connect({ url, poolSize: 4 });
  const releases = await openReleases(db, () => undefined);
  const mirror = keepMirror(join(dataDir, 'scoring-models.git'), db, () => undefined);
  const pulls = openPulls({
    ...{ db, pool, pepper, releases, emergencyMs: 3_600_000, publicUrl: () => '', backtests: false },
    afterCommit: () => undefined,
    countMoves: async () => 0,
    judge: async (files, options) => checkTree(files, options).problems,
  });
  say({ ready: true });
  for (let turn = 0; ; turn++) {
    const text = `# Note ${run}, ${turn}\n`;
    const { number } = turn % 2 === 0 ? await openOne(pulls, people.author, text) : await pushOne(pulls, people, text);
    const pull = (await findPull(db, number ?? 0)) as PullRow;
    if (turn % 2 === 1) say({ pushed: pull.branch, head: pull.head });
    await settleChecks(pulls, pull.number);
    const { effect: expectedEffect } = await pulls.trees.merging(db, pull);
    const sign = { number: pull.number, verdict: 'APPROVED', expectedEffect } as const;
    for (const who of [people.marketing, people.sales]) sound(await reviewPullRequest(pulls, who, sign));
    const { release } = sound(
      await mergePullRequest(pulls, people.author, { number: pull.number, expectedEffect, promote: true }),
    );
    const merged = (await findPull(db, pull.number))?.mergeCommit as string;
    say({ merged, release: release as number });
    await mirror.follow();
  }
}

async function openOne(pulls: Pulls, who: Principal, content: string): Promise<PullOutcome> {
  const files = [{ path: 'templates/note.md', content }];
  return sound(await openPullRequest(pulls, who, { title: content.slice(2).trim(), files }));
}

async function pushOne(pulls: Pulls, { author }: KilledWork['people'], content: string): Promise<PullOutcome> {
  const main = await readMain(pulls.db);
  const trees = treeObjects({ ...(await readFiles(pulls.db, main)), 'templates/note.md': content });
  const tree = (trees[0] as GitObjectRow).oid;
  const message = `${content.slice(2)}`;
  const commit = commitObject({
    tree,
    parents: [main],
    message,
    author: { name: 'Ann', email: 'a@x.example', at: Date.now() },
  });
  const branch = `proposals/${content.replaceAll(/\D+/g, '-').replaceAll(/^-|-$/g, '')}`;
  return sound(
    await proposeCommit(pulls, author, { branch, expected: null, commit: commit.oid, objects: [...trees, commit] }),
  );
}

function sound(outcome: PullOutcome): PullOutcome {
  if (outcome.userErrors.length > 0) throw new Error(outcome.userErrors.map((error) => error.message).join(' '));
  return outcome;
}

function say(what: Acked | { ready: true }): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}
