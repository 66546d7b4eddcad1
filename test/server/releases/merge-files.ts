import type { Files } from '../../../core/definitions/tree.js';
import type { Db, Tx } from '../../../server/db/database.js';
import { commitObject } from '../../../server/git/commit-object.js';
import { PLATFORM } from '../../../server/git/open-signing-key.js';
import { saveObjects } from '../../../server/git/save-objects.js';
import { treeObjects } from '../../../server/git/tree-objects.js';

/** Commits files onto main as a merge would, without review; answers the commit. */
export async function mergeFiles(db: Db, files: Files): Promise<string> {
  const [main] = await db.query<{ oid: string }>(`select oid from git_refs where name = 'refs/heads/main'`);
  const trees = treeObjects(files);
  const parents = main ? [main.oid] : [];
  const author = { ...PLATFORM, at: Date.now() };
  const commit = commitObject({ tree: trees[0]?.oid as string, parents, message: 'A change', author });
  await saveObjects(db as Tx, [...trees, commit]);
  await db.query(`update git_refs set oid = $1 where name = 'refs/heads/main'`, [commit.oid]);
  await db.query('insert into merged_commits (oid, position) select $1, max(position) + 1 from merged_commits', [
    commit.oid,
  ]);
  return commit.oid;
}
