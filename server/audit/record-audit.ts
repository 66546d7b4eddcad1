import type { JsonObject } from '../../core/scoring/facts.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';

/** What is kept of an act: `action` in dotted words (`token.created`), `subject` an id; `detail` ids, keys, numbers. */
export interface NewAuditEntry {
  action: string;
  subject: string | null;
  detail?: JsonObject;
  /** Who did it, where one transaction works for several; the transaction's actor by default. */
  actor?: string;
}

/** Stages one audit entry at `tx.at` and returns its id; it enters the audit log if and only if `tx` commits. */
export async function recordAudit(tx: Tx, entry: NewAuditEntry): Promise<string> {
  const id = newId('audit');
  await tx.query(
    `insert into audit_staging (entry_id, at, actor, action, subject, detail) values ($1, $2, $3, $4, $5, $6)`,
    [id, tx.at, entry.actor ?? tx.actor, entry.action, entry.subject, JSON.stringify(entry.detail ?? {})],
  );
  return id;
}
