import type { Db } from '../db/database.js';

/** The newest merged commit. Throws where the scoring repo was never made. */
export async function readMain(db: Db): Promise<string> {
  const [row] = await db.query<{ oid: string }>(`select oid from git_refs where name = 'refs/heads/main'`);
  if (!row) throw new Error('there is no refs/heads/main');
  return row.oid;
}
