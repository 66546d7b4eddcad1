import type { Db } from '../db/database.js';

/** How what is in force lies to main. */
export type Drift = 'IN_SYNC' | 'AHEAD' | 'HELD' | 'UNATTESTED' | 'UNKNOWN';

interface Standing {
  main: string;
  known: boolean;
  attested: boolean;
  held: boolean;
  /** Main of the repository that is followed, where that is not agreed to. */
  astray: string | null;
  /** Nobody could look at it for a while. */
  lost: boolean;
}

/**
 * How `live` lies to main, and what main is. UNKNOWN: main cannot be read; UNATTESTED: its commit came by no merge and no
 * import of this installation (main is then that of the repository that is followed, where one is); HELD: a roll-back
 * keeps what is merged from coming in force.
 */
export async function readDrift(db: Db, live: string): Promise<{ drift: Drift; main: string }> {
  const [row] = await db.query<Standing>(READ);
  if (!row) return { drift: 'UNKNOWN', main: live };
  return { drift: judge(row, live), main: row.astray ?? row.main };
}

function judge(row: Standing, live: string): Drift {
  if (row.astray !== null) return 'UNATTESTED';
  if (!row.known || row.lost) return 'UNKNOWN';
  if (!row.attested) return 'UNATTESTED';
  if (row.held) return 'HELD';
  return row.main === live ? 'IN_SYNC' : 'AHEAD';
}

const READ = `
  select m.oid as main,
    exists (select 1 from git_objects o where o.oid = m.oid and o.type = 'commit') as known,
    exists (select 1 from releases r where r.commit = m.oid)
      or exists (select 1 from pull_requests p where p.merge_commit = m.oid) as attested,
    exists (select 1 from holds where ended_at is null) as held,
    (select seen from forge_mains where seen is distinct from followed limit 1) as astray,
    exists (select 1 from forge_mains where failed_at < clock_timestamp() - interval '5 minutes') as lost
  from git_refs m where m.name = 'refs/heads/main'`;
