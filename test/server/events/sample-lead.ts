import type { Db } from '../../../server/db/database.js';
import { newId } from '../../../server/db/new-id.js';

/** Inserts a lead of stage `lead` and returns its id. */
export async function sampleLead(
  db: Db,
  changes: { ownerId?: string; accountId?: string; source?: string; segment?: string } = {},
): Promise<string> {
  const id = newId('lead');
  await db.query(
    `insert into leads (id, owner_id, account_id, source, segment, attributes, stage, stage_entered_at, pass, created_at, updated_at, version)
     values ($1, $2, $3, $4, $5, '{}', 'lead', now(), 1, now(), now(), 1)`,
    [id, changes.ownerId ?? null, changes.accountId ?? null, changes.source ?? null, changes.segment ?? null],
  );
  return id;
}
