import { creationFact } from '../../core/definitions/creation-fact.js';
import type { Fact } from '../../core/scoring/facts.js';
import type { Db } from '../db/database.js';
import { loadFacts } from './intake/load-facts.js';

/**
 * The facts of each lead that count, those of its accounts and its creation included, in no particular order. A lead
 * that does not exist is missing.
 */
export async function loadTimeline(db: Db, leadIds: readonly string[]): Promise<Map<string, Fact[]>> {
  const { ofLead } = await loadTimelines(db, leadIds);
  return ofLead;
}

/** The facts of one lead that count, and the ids of fact rows by `factKey`. */
export interface LeadTimeline {
  facts: readonly Fact[];
  ids: ReadonlyMap<string, number>;
}

/** As `loadTimeline`, with the ids of fact rows by `factKey`. */
export async function loadTimelines(
  db: Db,
  leadIds: readonly string[],
): Promise<{ ofLead: Map<string, Fact[]>; ids: Map<string, number> }> {
  const leads = await db.query<{ id: string; createdAt: Date }>(
    'select id, created_at as "createdAt" from leads where id = any($1)',
    [leadIds],
  );
  const loaded = await loadFacts(
    db,
    leads.map((lead) => lead.id),
  );
  for (const { id, createdAt } of leads) loaded.ofLead.get(id)?.push(creationFact(id, createdAt.getTime()));
  return loaded;
}
