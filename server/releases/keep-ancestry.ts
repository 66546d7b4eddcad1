import type { Tx } from '../db/database.js';
import type { Commit } from '../git/parse-commit-object.js';
import { readCommits } from '../git/read-commits.js';

/**
 * Counts a commit and all it is made from as contained in main: from now on branches are made from them. What is counted
 * already is whole. All objects must be in the database.
 */
export async function keepAncestry(tx: Tx, commit: string): Promise<void> {
  const found = new Map<string, Commit>();
  for (let wave = [commit]; wave.length > 0; ) {
    const known = await tx.query<{ oid: string }>('select oid from merged_commits where oid = any($1)', [wave]);
    const inMain = new Set(known.map((row) => row.oid));
    const commits = await readCommits(
      tx,
      wave.filter((oid) => !inMain.has(oid)),
    );
    for (const [oid, each] of commits) found.set(oid, each);
    wave = [...new Set([...commits.values()].flatMap((each) => each.parents))].filter((oid) => !found.has(oid));
  }
  // The walk is from child to parent: turned round, and by time where branches meet, each comes after what it is made from.
  const ordered = [...found].reverse().sort(([, a], [, b]) => a.at - b.at);
  await tx.query(
    `insert into merged_commits (oid, position)
     select oid, (select coalesce(max(position), 0) from merged_commits) + ordinal
     from unnest($1::text[]) with ordinality as added (oid, ordinal)`,
    [ordered.map(([oid]) => oid)],
  );
}
