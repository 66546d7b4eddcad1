import type { Db } from '../../server/db/database.js';
import type { LeadScore } from '../../server/entities/lead-score.entity.js';

/** The stored scores of leads, in their order; null where none was computed. */
export async function findScores(db: Db, leadIds: readonly string[]): Promise<(LeadScore | null)[]> {
  const rows = await db.query<LeadScore>(
    `select lead_id as "leadId", at, model, model_version as "modelVersion", commit, release, "primary", value, scores,
       next_change_at as "nextChangeAt"
     from lead_scores where lead_id = any($1)`,
    [leadIds],
  );
  const byLead = new Map(rows.map((row) => [row.leadId, row]));
  return leadIds.map((id) => byLead.get(id) ?? null);
}
