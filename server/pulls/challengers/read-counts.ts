import type { Db } from '../../db/database.js';
import type { RunningChallenger } from '../../leads/challengers/running-challenger.js';

/** Leads a challenger has a score for, beside the live one or, of its share, as the live one; and how often it failed. */
export async function readCounts(
  db: Db,
  { id, definition }: RunningChallenger,
): Promise<{ scored: number; errors: number }> {
  const [row] = await db.query<{ scored: number; errors: number }>(SELECT, [id, definition.model, definition.share]);
  return row ?? { scored: 0, errors: 0 };
}

const SELECT = `
  select (select count(*) from challenger_leads where challenger_id = $1 and model = $2)::int
      + (select count(*) from lead_scores where $3::double precision > 0 and model = $2)::int as scored,
    (select coalesce(sum(errors), 0) from challenger_gaps where challenger_id = $1)::int as errors`;
