import type { JsonObject } from '../../core/scoring/facts.js';
import type { Db } from '../db/database.js';
import { FLOOR_SQL } from '../events/chains.js';

/** An entry of the audit log; `seq` is its place, `hash` chains it to the one before. */
export interface AuditRow {
  id: string;
  seq: number;
  at: Date;
  actor: string;
  action: string;
  subject: string | null;
  detail: JsonObject;
  hash: Buffer;
}

const COLUMNS = 'entry_id as id, seq, at, actor, action, subject, detail, hash';

/** At most `limit` entries below the place `before` (null: from the newest), newest first. */
export function listAudit(db: Db, before: number | null, limit: number): Promise<AuditRow[]> {
  return db.query<AuditRow>(
    `select ${COLUMNS} from audit_log
     where seq > ${FLOOR_SQL.audit} and ($1::bigint is null or seq < $1) order by seq desc limit $2`,
    [before, limit],
  );
}

/** How many entries there are; null above `most`. */
export async function countAudit(db: Db, most: number): Promise<number | null> {
  const [row] = await db.query<{ count: number }>(
    `select count(*) as count from (select from audit_log where seq > ${FLOOR_SQL.audit} limit $1) as counted`,
    [most + 1],
  );
  return row && row.count <= most ? row.count : null;
}

/** Entries by id, in no particular order. */
export function findAudit(db: Db, ids: readonly string[]): Promise<AuditRow[]> {
  return db.query<AuditRow>(`select ${COLUMNS} from audit_log where entry_id = any($1) and seq > ${FLOOR_SQL.audit}`, [
    ids,
  ]);
}
