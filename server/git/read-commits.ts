import type { Db } from '../db/database.js';
import { type Commit, parseCommitObject } from './parse-commit-object.js';

/** Commits by their names, from the database; what is no commit there is left out. */
export async function readCommits(db: Db, oids: readonly string[]): Promise<Map<string, Commit>> {
  const rows = await db.query<{ oid: string; bytes: Buffer }>(
    `select oid, bytes from git_objects where oid = any($1) and type = 'commit'`,
    [oids],
  );
  return new Map(rows.map((row) => [row.oid, parseCommitObject(row.bytes)]));
}
