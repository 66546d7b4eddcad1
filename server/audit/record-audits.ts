import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import type { NewAuditEntry } from './record-audit.js';

/** Stages audit entries at `tx.at`, in order, in one statement; they enter the audit log if and only if `tx` commits. */
export async function recordAudits(tx: Tx, entries: readonly NewAuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.query(
    `insert into audit_staging (entry_id, at, actor, action, subject, detail)
     select entry_id, $2, actor, action, subject, detail
     from unnest($1::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[])
       with ordinality as entry (entry_id, actor, action, subject, detail, ordinal)
     order by ordinal`,
    [
      entries.map(() => newId('audit')),
      tx.at,
      entries.map((entry) => entry.actor ?? tx.actor),
      entries.map((entry) => entry.action),
      entries.map((entry) => entry.subject),
      entries.map((entry) => JSON.stringify(entry.detail ?? {})),
    ],
  );
}
