import type { Db } from '../db/database.js';

/** A text for each of these jobs there is that changes whenever something of it does, and whether it is over. */
export function listJobVersions(
  db: Db,
  ids: readonly string[],
): Promise<{ id: string; version: string; ended: boolean }[]> {
  return db.query(
    'select id, version::text as version, finished_at is not null as ended from jobs where id = any($1)',
    [ids],
  );
}
