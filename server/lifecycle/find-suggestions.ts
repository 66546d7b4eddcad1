import type { Db } from '../db/database.js';
import type { Suggestion } from '../entities/suggestion.entity.js';

/** What waits for a person about leads, in their order; null where nothing does. */
export async function findSuggestions(db: Db, leadIds: readonly string[]): Promise<(Suggestion | null)[]> {
  const rows = await db.query<Suggestion>(
    `select lead_id as "leadId", threshold, stage, crossing_id as "crossingId", since
     from suggestions where lead_id = any($1)`,
    [leadIds],
  );
  const byLead = new Map(rows.map((row) => [row.leadId, row]));
  return leadIds.map((id) => byLead.get(id) ?? null);
}
