import { systemPrincipal } from '../../auth/system-principal.js';
import { transaction } from '../../db/transaction.js';
import { readMain } from '../../releases/read-main.js';
import type { Pulls } from '../open-pulls.js';
import { proposeCommit } from '../propose-commit.js';
import { findPull, type PullRow } from '../pull-row.js';
import { updatePullRequest } from '../update-pull-request.js';
import { findForgeFaults } from './find-forge-faults.js';
import { findForgePeople } from './find-forge-people.js';
import type { ForgePull } from './forge.js';
import { findKeptPull, keepForgePull } from './forge-pull-row.js';
import { keepContributors } from './keep-contributors.js';

/** Which pull request one of the forge is here, or in lines why it is none. */
export type Followed = { number: number } | { faults: string[] };

/**
 * Makes a pull request of the forge, whose objects are here already, one of ours: opens it, moves its head, takes over
 * its words and that it is closed. Whether it is merged is never taken over: main tells that.
 */
export async function followPull(pulls: Pulls, pull: ForgePull): Promise<Followed> {
  const { db, pool } = pulls;
  const kept = await findKeptPull(db, pull.key);
  const isOver = kept?.state === 'MERGED' || pull.state === 'CLOSED';
  if (kept?.state === 'CLOSED' && !isOver) {
    await updatePullRequest(pulls, systemPrincipal, { number: kept.number, close: false });
  }
  if (!isOver && kept?.head !== pull.head) {
    const faults = await findForgeFaults(db, await readMain(db), pull.head);
    if (faults.length > 0) return { faults };
    const taken = await take(pulls, pull, kept && { number: kept.number, head: kept.head });
    if ('faults' in taken) return taken;
    const { key, url, author, head } = pull;
    await transaction(pool, 'system', (tx) => keepForgePull(tx, { number: taken.number, key, url, author, head }));
  }
  const number = (await findKeptPull(db, pull.key))?.number;
  if (number === undefined) return { faults: [] };
  await keepContributors(pool, db, number, pull.author);
  const present = await findPull(db, number);
  if (present && present.state !== 'MERGED') await takeWords(pulls, present, pull);
  return { number };
}

/** One whose head is there already (the process ended before it was noted) is the same one. */
async function take(
  pulls: Pulls,
  { branch, head, title, body, author }: ForgePull,
  kept: { number: number; head: string } | null,
): Promise<Followed> {
  const [present] = await pulls.db.query<{ number: number; head: string }>(
    `select number, head from pull_requests where branch = $1 and state in ('DRAFT', 'OPEN')`,
    [branch],
  );
  if (present?.head === head) return { number: present.number };
  const people = await findForgePeople(pulls.db, author ? [author] : []);
  const actor = (author && people.get(author.toLowerCase())?.actor) || systemPrincipal.actor;
  const expected = kept?.head ?? present?.head ?? null;
  const words = title === null ? {} : { title, body };
  const principal = present ? systemPrincipal : { ...systemPrincipal, actor };
  const proposed = { branch, expected: present ? expected : null, commit: head, objects: [], ...words };
  const { number, userErrors } = await proposeCommit(pulls, principal, proposed);
  if (number !== null && userErrors.length === 0) return { number };
  return { faults: userErrors.map(({ message, hint }) => (hint ? `${message} ${hint}` : message)) };
}

async function takeWords(pulls: Pulls, present: PullRow, pull: ForgePull): Promise<void> {
  const title = pull.title ?? present.title;
  const body = pull.title === null ? present.body : (pull.body ?? '');
  const wants = {
    ...(title !== present.title ? { title } : {}),
    ...(body !== present.body ? { body } : {}),
    ...(pull.draft !== (present.state === 'DRAFT') && present.state !== 'CLOSED' ? { draft: pull.draft } : {}),
    ...(pull.state === 'CLOSED' && present.state !== 'CLOSED' ? { close: true } : {}),
  };
  if (Object.keys(wants).length === 0) return;
  await updatePullRequest(pulls, systemPrincipal, { number: present.number, ...wants });
}
