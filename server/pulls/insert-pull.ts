import type { Tx } from '../db/database.js';
import { recordPull } from './record-pull.js';

/** A pull request to be opened by the actor of the transaction. */
export interface NewPull {
  number: number;
  title: string;
  body: string;
  draft: boolean;
  branch: string;
  base: string;
  head: string;
}

const NUMBER_LOCK = 4_226_306;

/** The number of the next pull request: none is left out. Others wait for it until `tx` ends. */
export async function nextNumber(tx: Tx): Promise<number> {
  await tx.query('select pg_advisory_xact_lock($1)', [NUMBER_LOCK]);
  const [row] = await tx.query<{ number: number }>('select coalesce(max(number), 0) + 1 as number from pull_requests');
  return (row as { number: number }).number;
}

/** Keeps a new pull request and tells of it. */
export async function insertPull(tx: Tx, pull: NewPull): Promise<void> {
  await tx.query(
    `insert into pull_requests (number, title, body, state, author, contributors, branch, base, head, created_at,
       updated_at, emergency, version)
     values ($1, $2, $3, $4, $5, '{}', $6, $7, $8, $9, $9, false, 0)`,
    [
      pull.number,
      pull.title,
      pull.body,
      pull.draft ? 'DRAFT' : 'OPEN',
      tx.actor,
      pull.branch,
      pull.base,
      pull.head,
      tx.at,
    ],
  );
  await recordPull(tx, pull.number, 'OPENED');
}
