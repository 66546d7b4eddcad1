import type { Db } from '../db/database.js';

/** Whether `commit` lies on the first-parent line of main, after `base`. */
export async function isAheadOnMain(db: Db, base: string, commit: string): Promise<boolean> {
  const [row] = await db.query<{ ahead: boolean }>(WALK, [base, commit]);
  return row?.ahead ?? false;
}

/** Merged commits are ours: headers first, the first `parent` line the line's own. */
const WALK = `
  with recursive line (oid) as (
    select oid from git_refs where name = 'refs/heads/main'
    union all
    select substring(encode(o.bytes, 'escape') from E'^tree [0-9a-f]+\\nparent ([0-9a-f]{40})')
    from line join git_objects o on o.oid = line.oid where line.oid <> $1)
  select coalesce(bool_or(oid = $1), false) and coalesce(bool_or(oid = $2), false) and $1 <> $2 as ahead from line`;
