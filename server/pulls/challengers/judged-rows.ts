import type { ImpactFrame } from '../../../core/definitions/impact/impact-frame.js';
import type { JudgedLead } from '../../../core/definitions/impact/impact-tally.js';
import type { Db } from '../../db/database.js';
import type { RunningChallenger } from '../../leads/challengers/running-challenger.js';

/** A lead as one side or both foretold it; `arm` says which model decided about it. */
export interface JudgedRow extends JudgedLead {
  arm: 'BASE' | 'HEAD';
}

interface Row {
  model: string;
  createdAt: number;
  handedAt: number | null;
  reached: (number | null)[];
  flaggedAt: (number | null)[];
  handedOver: boolean[];
  score: (number | null)[];
}

/**
 * The leads that either model decided about and of which something is told since `from`, past the initial stage, with what
 * was recorded of both sides since then: crossings that flag, handoffs by score, the score when sales got the lead.
 */
export async function loadJudgedRows(
  db: Db,
  { id, definition }: RunningChallenger,
  { handoff, flags, outcomes, reachedBy, initial }: ImpactFrame,
  from: Date,
): Promise<JudgedRow[]> {
  const { model, against } = definition;
  const reaching = outcomes.flatMap((outcome, index) => (reachedBy[index] ?? []).map((stage) => ({ outcome, stage })));
  const [reached, by] = [reaching.map((one) => one.outcome), reaching.map((one) => one.stage)];
  const sides = [[...flags.base], [...flags.head]];
  const given = [id, model, against, from, initial, handoff, outcomes, ...sides, reached, by];
  const rows = await db.query<Row>(SELECT, given);
  return rows.map(({ createdAt, handedAt, reached, flaggedAt, handedOver, score, ...row }) => {
    const flagged = flaggedAt.map((at) => at ?? Infinity);
    const since = handedAt ?? Math.min(...flagged);
    const began = since === Infinity ? createdAt : since;
    return {
      arm: row.model === model ? 'HEAD' : 'BASE',
      since: began,
      handed: handedAt !== null,
      reachedAfter: reached.map((at) => (at === null ? null : at - began)),
      flagged: [flagged[0] !== Infinity, flagged[1] !== Infinity],
      handedOver: [handedOver[0] === true, handedOver[1] === true],
      score: [score[0] ?? null, score[1] ?? null],
    };
  });
}

const ms = (sql: string): string => `round(date_part('epoch', ${sql}) * 1000)`;

const SELECT = `
  with entered as (
    select lead_id, to_stage as stage, min(occurred_at) as at from transitions
    where to_stage = $6 or to_stage = any($11) group by 1, 2
  ), reaching as (
    select e.lead_id, o.place, ${ms('min(e.at)')} as at from unnest($7::text[]) with ordinality as o (outcome, place)
    join unnest($10::text[], $11::text[]) as r (outcome, stage) using (outcome) join entered e using (stage) group by 1, 2
  ), reached as (
    select lead_id, jsonb_object_agg(place, at) as at from reaching group by 1
  ), live as (
    select lead_id, min(occurred_at) as at from crossings
    where direction = 'UP' and occurred_at >= $4 and threshold = any($8) group by 1
  ), shadow as (
    select lead_id, min(occurred_at) filter (where threshold = any($9)) as at, bool_or(moved_to = $6) as handed
    from challenger_crossings where challenger_id = $1 and direction = 'UP' and occurred_at >= $4 group by 1
  ), moved as (
    select lead_id from transitions where to_stage = $6 and cause = 'SCORE' and occurred_at >= $4 group by 1
  ), first as (
    select distinct on (lead_id) lead_id, score from transitions where to_stage = $6 order by lead_id, ordinal
  )
  select s.model, ${ms('l.created_at')} as "createdAt", ${ms('h.at')} as "handedAt",
    array(select (reached.at ->> place::text)::float8
      from generate_series(1, cardinality($7::text[])) as place order by place) as reached,
    array[${ms('live.at')}, case when s.model = $2 then ${ms('live.at')} else ${ms('shadow.at')} end] as "flaggedAt",
    array[moved.lead_id is not null,
      case when s.model = $2 then moved.lead_id is not null else coalesce(shadow.handed, false) end] as "handedOver",
    array[coalesce(first.score, s.value),
      case when s.model = $2 then coalesce(first.score, s.value) else coalesce(c.judged_by, c.value) end] as score
  from leads l join lead_scores s on s.lead_id = l.id
  left join challenger_leads c on c.challenger_id = $1 and c.lead_id = l.id
  left join entered h on h.lead_id = l.id and h.stage = $6
  left join reached on reached.lead_id = l.id
  left join live on live.lead_id = l.id
  left join shadow on shadow.lead_id = l.id
  left join moved on moved.lead_id = l.id
  left join first on first.lead_id = l.id
  where l.merged_into is null and l.erased_at is null and l.stage <> $5 and l.updated_at >= $4
    and exists (select from facts f
      where f.lead_id = l.id and f.occurred_at >= $4 and f.kind <> 'pass' and f.retracted_at is null)
    and (s.model = $3 or (s.model = $2 and c.lead_id is null))`;
