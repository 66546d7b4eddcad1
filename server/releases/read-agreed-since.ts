import type { Db } from '../db/database.js';
import { readCommits } from '../git/read-commits.js';

/** Since when a commit has been what was agreed: first in force, else when it was committed. Throws where there is none. */
export async function readAgreedSince(db: Db, commit: string): Promise<Date> {
  const [row] = await db.query<{ since: Date | null }>(
    'select min(promoted_at) as since from releases where commit = $1',
    [commit],
  );
  if (row?.since) return row.since;
  const committed = (await readCommits(db, [commit])).get(commit);
  if (!committed) throw new Error(`commit ${commit} is missing from the database`);
  return new Date(committed.at);
}
