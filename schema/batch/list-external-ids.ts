import type { Db } from '../../server/db/database.js';

/** The ids of leads in other systems, in their order; of each by system and value. */
export async function listExternalIds(
  db: Db,
  leadIds: readonly string[],
): Promise<{ system: string; value: string }[][]> {
  const rows = await db.query<{ leadId: string; system: string; value: string }>(
    `select lead_id as "leadId", substr(system, 5) as system, value from lead_keys
     where lead_id = any($1) and system like 'ext:%' order by system, value`,
    [leadIds],
  );
  const byLead = Map.groupBy(rows, (row) => row.leadId);
  return leadIds.map((id) => (byLead.get(id) ?? []).map(({ system, value }) => ({ system, value })));
}
