import { flagThresholds } from '../../core/definitions/flag-thresholds.js';
import type { Db } from '../db/database.js';
import type { Release } from '../releases/release.js';
import { flagLimits } from './flag-limits.js';

/** How many leads the live thresholds flagged in the last 90 days, of the identified ones something was told of. */
export interface FlaggedShare {
  flagged: number;
  leads: number;
  /** Null where nothing was told of anybody. */
  share: number | null;
  /** Shares outside of these, by benchmarks.json, deserve a look. */
  low: number;
  high: number;
}

/**
 * Flagged is a lead with a crossing UP of a threshold that flags (`flagThresholds`); leads are those past the initial stage with a fact in the window. Ends at the database clock.
 */
export async function readFlaggedShare(db: Db, release: Release): Promise<FlaggedShare> {
  const { lifecycle, benchmarks } = release.tree;
  const [row] = await db.query<{ leads: number; flagged: number }>(
    `with told as (
       select distinct f.lead_id as id from facts f join leads l on l.id = f.lead_id
       where f.occurred_at > now() - interval '90 days' and f.retracted_at is null
         and l.stage <> $1 and l.merged_into is null)
     select count(*)::int as leads, count(*) filter (where exists (
       select from crossings c where c.lead_id = told.id and c.direction = 'UP' and c.threshold = any($2)
         and c.occurred_at > now() - interval '90 days'))::int as flagged
     from told`,
    [lifecycle.initial, [...flagThresholds(release.compiled)]],
  );
  const { leads, flagged } = row ?? { leads: 0, flagged: 0 };
  return {
    leads,
    flagged,
    share: leads > 0 ? flagged / leads : null,
    ...flagLimits(benchmarks),
  };
}
