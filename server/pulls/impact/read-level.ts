import { type Evidence, type WeighedLevel, weighEvidence } from '../../../core/definitions/impact/weigh-evidence.js';
import type { Db } from '../../db/database.js';
import type { Merging } from '../merging.js';

/** The class of a pull request by its rules and by all reports of its present effect; those of another one count for nothing. */
export async function readLevel(
  db: Db,
  number: number,
  { changes, effect }: Pick<Merging, 'changes' | 'effect'>,
): Promise<WeighedLevel> {
  return weighEvidence(changes, await db.query<Evidence>(SELECT, [number, effect]));
}

const SELECT = `
  select (figures->>'leads')::int as leads, (figures->>'changed')::int as changed,
    (figures->>'unchanged')::int as unchanged, (figures->>'errors')::int as errors,
    (figures->>'mismatchShare')::float8 as "mismatchShare", figures->'thresholds' as thresholds,
    date_part('epoch', window_to - window_from) / 86400 as days
  from impacts where pull_request = $1 and effect = $2 and state = 'SUCCEEDED' and figures is not null
  order by created_at, id`;
