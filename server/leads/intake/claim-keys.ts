import type { Tx } from '../../db/database.js';
import type { LeadDraft } from './assign-leads.js';
import { overtaken } from './overtaken.js';

/**
 * Writes what leads are now known by, in order of key, so that two groups never wait for each other. A key that another
 * transaction took meanwhile makes the group start again: then it is known.
 */
export async function claimKeys(tx: Tx, drafts: readonly LeadDraft[]): Promise<void> {
  const claims = drafts.flatMap((draft) => draft.newKeys.map((key) => ({ ...key, leadId: draft.id })));
  if (claims.length === 0) return;
  const rows = await tx.query(
    `insert into lead_keys (system, value, lead_id)
     select * from unnest($1::text[], $2::text[], $3::text[]) as g (system, value, lead_id) order by system, value
     on conflict do nothing returning 1`,
    [claims.map((claim) => claim.system), claims.map((claim) => claim.value), claims.map((claim) => claim.leadId)],
  );
  if (rows.length < claims.length) throw overtaken('a lead came to be known under the same key');
}
