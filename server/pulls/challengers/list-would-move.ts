import type { StageMove } from '../../../core/definitions/impact/impact-report.js';
import type { Db } from '../../db/database.js';
import type { RunningChallenger } from '../../leads/challengers/running-challenger.js';

/** Leads that both score and that would stand in another stage had the challenger decided from the beginning; most first. */
export async function listWouldMove(db: Db, { id, definition }: RunningChallenger): Promise<StageMove[]> {
  return db.query<StageMove>(SELECT, [id, definition.model, definition.against]);
}

const SELECT = `
  select l.stage as "from", c.stage as "to", count(*)::int as count
  from challenger_leads c join leads l on l.id = c.lead_id join lead_scores s on s.lead_id = c.lead_id
  where c.challenger_id = $1 and c.model = $2 and s.model = $3 and l.stage <> c.stage
  group by 1, 2 order by 3 desc, 1, 2`;
