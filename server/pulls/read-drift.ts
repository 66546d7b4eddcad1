import type { Db } from '../db/database.js';

/** How what is in force lies to main. */
export type Drift = 'IN_SYNC' | 'AHEAD' | 'HELD' | 'UNATTESTED' | 'UNKNOWN';

/**
 * How `live` lies to main, and what main is. UNKNOWN: main cannot be read; UNATTESTED: its commit came by no merge and no
 * import of this installation; HELD: a roll-back keeps what is merged from coming in force.
 */
export async function readDrift(db: Db, live: string): Promise<{ drift: Drift; main: string }> {
  const [row] = await db.query<{ main: string; known: boolean; attested: boolean; held: boolean }>(READ);
  if (!row) return { drift: 'UNKNOWN', main: live };
  return { drift: judge(row, live), main: row.main };
}

function judge(row: { main: string; known: boolean; attested: boolean; held: boolean }, live: string): Drift {
  if (!row.known) return 'UNKNOWN';
  if (!row.attested) return 'UNATTESTED';
  if (row.held) return 'HELD';
  return row.main === live ? 'IN_SYNC' : 'AHEAD';
}

const READ = `
  select m.oid as main,
    exists (select 1 from git_objects o where o.oid = m.oid and o.type = 'commit') as known,
    exists (select 1 from releases r where r.commit = m.oid)
      or exists (select 1 from pull_requests p where p.merge_commit = m.oid) as attested,
    exists (select 1 from holds where ended_at is null) as held
  from git_refs m where m.name = 'refs/heads/main'`;
