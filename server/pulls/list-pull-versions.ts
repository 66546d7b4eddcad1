import type { Db } from '../db/database.js';

/** For each of these pull requests there is (numbers as texts), a text that changes whenever anything shown of it does. */
export function listPullVersions(db: Db, numbers: readonly string[]): Promise<{ id: string; version: string }[]> {
  return db.query(
    `select p.number::text as id, concat_ws(':', p.version, main.oid) as version
     from pull_requests p left join git_refs main on main.name = 'refs/heads/main' and p.state in ('DRAFT', 'OPEN')
     where p.number::text = any($1)`,
    [numbers],
  );
}
