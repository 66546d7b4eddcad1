import { transaction } from '../../db/transaction.js';
import { bringObjects } from '../../git/remote/bring-objects.js';
import type { Remote } from '../../git/remote/remote.js';
import { saveObjects } from '../../git/save-objects.js';
import type { Pulls } from '../open-pulls.js';
import { findMainRef } from './find-main-ref.js';
import { followMain } from './follow-main.js';
import { followPull } from './follow-pull.js';
import { followReviews } from './follow-reviews.js';
import type { Forge, ForgePull } from './forge.js';
import { keepPushes } from './forge-deliveries.js';
import { findKeptPull } from './forge-pull-row.js';

/** What is followed, and by what. */
export interface Following {
  pulls: Pulls;
  /** Its URL without credentials. */
  repository: string;
  remote: Remote;
  /** Null: git alone. */
  forge: Forge | null;
}

/** A pull request of the forge that cannot be taken, and why. */
export interface Unfit {
  pull: ForgePull;
  faults: string[];
}

/**
 * Looks at everything once: pull requests, what was said of them, main. Answers those that cannot be taken. What goes
 * wrong with one keeps no other from being followed; the first of it is thrown at the end.
 */
export async function followForge({ pulls, repository, remote, forge }: Following): Promise<Unfit[]> {
  const refs = await remote.listRefs();
  const main = findMainRef(refs);
  await bring(pulls, remote, main.oid);
  const wanted = await listWanted(pulls, refs, forge, main.name);
  if (forge) await keepPushes(pulls.db, await forge.listPushes());
  const unfit: Unfit[] = [];
  const failures: unknown[] = [];
  for (const pull of wanted.sort((a, b) => a.id - b.id)) {
    try {
      await bring(pulls, remote, pull.head);
      const followed = await followPull(pulls, pull);
      if ('faults' in followed) unfit.push({ pull, faults: followed.faults });
      else if (forge && pull.id > 0) await followReviews(pulls, followed.number, await forge.listReviews(pull));
    } catch (error) {
      failures.push(error);
    }
  }
  const problem = await followMain(pulls, repository, main.oid);
  if (problem === null) await closeGone(pulls, refs);
  if (failures.length > 0) throw failures[0];
  return unfit.filter(({ faults }) => faults.length > 0);
}

/** Those that are open, and those that ended and are open here still, or were merged before they were ever seen. */
async function listWanted(
  { db }: Pulls,
  refs: ReadonlyMap<string, string>,
  forge: Forge | null,
  main: string,
): Promise<ForgePull[]> {
  const listed = forge ? await forge.listPulls(main.replace(/^refs\/heads\//, '')) : [];
  const wanted: ForgePull[] = [];
  for (const pull of listed) {
    const kept = await findKeptPull(db, pull.key);
    const isOpenHere = kept?.state === 'OPEN' || kept?.state === 'DRAFT';
    const isNews = kept === null && pull.state === 'MERGED' && (await isUnknown(db, pull.mergeCommit));
    if (pull.state === 'OPEN' || isOpenHere || isNews) wanted.push(pull);
  }
  const taken = new Set(listed.filter((pull) => pull.state === 'OPEN').map((pull) => pull.branch));
  const branches = [...refs].filter(([name]) => name.startsWith('refs/heads/proposals/'));
  for (const [name, head] of branches) {
    const branch = name.slice('refs/heads/'.length);
    if (!taken.has(branch) && (await isUnknown(db, head, branch))) wanted.push(branchAlone(branch, head));
  }
  return wanted;
}

/** Whether a commit is not in main yet; of a branch, also whether nothing ended with it. */
async function isUnknown(db: Pulls['db'], commit: string | null, branch: string | null = null): Promise<boolean> {
  const [row] = await db.query(
    `select 1 where exists (select 1 from merged_commits where oid = $1)
       or exists (select 1 from pull_requests where head = $1 and branch = $2 and state in ('MERGED', 'CLOSED'))`,
    [commit, branch],
  );
  return commit !== null && !row;
}

function branchAlone(branch: string, head: string): ForgePull {
  const words = { title: null, body: null, draft: false, author: null, url: null, mergeCommit: null };
  return { ...words, key: `branch:${branch}`, id: 0, state: 'OPEN', head, branch };
}

/** A branch alone that was taken away there is closed here. */
async function closeGone(pulls: Pulls, refs: ReadonlyMap<string, string>): Promise<void> {
  const open = await pulls.db.query<{ key: string; head: string }>(
    `select f.key, f.head from forge_pulls f join pull_requests p on p.number = f.number
     where f.key like 'branch:%' and p.state in ('DRAFT', 'OPEN')`,
  );
  for (const { key, head } of open) {
    const branch = key.slice('branch:'.length);
    if (!refs.has(`refs/heads/${branch}`)) await followPull(pulls, { ...branchAlone(branch, head), state: 'CLOSED' });
  }
}

async function bring(pulls: Pulls, remote: Remote, want: string): Promise<void> {
  const objects = await bringObjects(pulls.db, remote, [want]);
  if (objects.length > 0) await transaction(pulls.pool, 'system', (tx) => saveObjects(tx, objects));
}
