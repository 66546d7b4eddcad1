import type { Standing } from '../../core/definitions/check-change.js';
import type { StandingKeys } from '../../core/definitions/removed-keys.js';
import type { Db } from '../db/database.js';

/** How many leads stand in each of some stages, were given each of some reasons at last, and answered each of some frameworks. */
export async function countStanding(db: Db, keys: StandingKeys): Promise<Standing> {
  const count = async (sql: string, wanted: readonly string[]) => {
    if (wanted.length === 0) return {};
    const rows = await db.query<{ key: string; leads: number }>(sql, [wanted]);
    return Object.fromEntries(rows.map(({ key, leads }) => [key, leads]));
  };
  return {
    stages: await count(IN_STAGES, keys.stages),
    reasons: await count(FOR_REASONS, keys.reasons),
    frameworks: await count(BY_FRAMEWORKS, keys.frameworks),
  };
}

const IN_STAGES = `
  select stage as key, count(*)::int as leads from leads where stage = any($1) and merged_into is null group by stage`;

const FOR_REASONS = `
  select t.reason as key, count(*)::int as leads
  from leads l join lateral (
    select reason from transitions where lead_id = l.id order by ordinal desc limit 1) t on true
  where t.reason = any($1) and l.merged_into is null group by t.reason`;

const BY_FRAMEWORKS = `
  select f.type as key, count(distinct f.lead_id)::int as leads
  from facts f join leads l on l.id = f.lead_id
  where f.kind = 'qualification' and f.retracted_at is null and f.type = any($1) and l.merged_into is null group by f.type`;
