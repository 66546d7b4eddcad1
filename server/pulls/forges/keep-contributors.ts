import type pg from 'pg';
import type { Db } from '../../db/database.js';
import { transaction } from '../../db/transaction.js';
import { findBase } from '../find-base.js';
import { lockPull } from '../pull-row.js';

/**
 * Notes everybody who has a hand in the commits of a pull request of the forge: its author there, those who pushed one of
 * them, and, though git headers prove nothing, whoever they name. A name too many keeps somebody from signing, one too
 * few would let him sign his own.
 */
export async function keepContributors(pool: pg.Pool, db: Db, number: number, author: string | null): Promise<void> {
  const [pull] = await db.query<{ head: string }>('select head from pull_requests where number = $1', [number]);
  if (!pull) return;
  const { own } = await findBase(db, pull.head);
  const people = await db.query<{ id: string }>(CONTRIBUTORS, [
    own,
    await listEmails(db, own),
    author?.toLowerCase() ?? null,
  ]);
  await transaction(pool, 'system', async (tx) => {
    const present = await lockPull(tx, number);
    const known = new Set([present?.author, ...(present?.contributors ?? [])]);
    const added = people.map((person) => person.id).filter((id) => !known.has(id));
    if (!present || added.length === 0) return;
    await tx.query(
      'update pull_requests set contributors = contributors || $2::text[], version = version + 1 where number = $1',
      [number, added],
    );
  });
}

/** The addresses in the headers of commits, in lower case. */
async function listEmails(db: Db, commits: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ bytes: Buffer }>(
    `select bytes from git_objects where oid = any($1) and type = 'commit'`,
    [commits],
  );
  const found = rows.flatMap(({ bytes }) => {
    const [head = ''] = bytes.toString('utf8').split('\n\n', 1);
    return [...head.matchAll(/^(?:author|committer) .*<([^<>]*)> \d+/gm)].map((match) =>
      (match[1] as string).toLowerCase(),
    );
  });
  return [...new Set(found)];
}

const CONTRIBUTORS = `
  select id from users
  where forge_login in (select login from forge_pushes where oid = any($1)) or email = any($2) or forge_login = $3`;
