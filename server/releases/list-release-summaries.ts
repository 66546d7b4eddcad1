import type { Db } from '../db/database.js';

/** A release without its files. */
export interface ReleaseSummary {
  number: number;
  commit: string;
  previous: string | null;
  kind: 'INITIAL' | 'MERGE' | 'ROLLBACK' | 'EMERGENCY';
  promotedBy: string;
  promotedAt: Date;
  reason: string | null;
}

/** The releases asked for, by number; those that do not exist are left out. */
export function listReleaseSummaries(db: Db, numbers: readonly number[]): Promise<ReleaseSummary[]> {
  return db.query<ReleaseSummary>(
    `select number, commit, previous, kind, promoted_by as "promotedBy", promoted_at as "promotedAt", reason
     from releases where number = any($1)`,
    [numbers],
  );
}
