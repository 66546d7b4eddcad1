import type { Db } from '../db/database.js';
import { leadCondition } from '../leads/lead-condition.js';
import { foldDurations } from './fold-durations.js';
import type { FunnelCount, FunnelQuestion } from './funnel-question.js';

/**
 * Counts passes that entered the first asked stage in the window: per step who was in it, who in the same pass reached
 * the next up to `asOf`, and the time from first entry to first reaching.
 */
export async function countCohort(db: Db, question: FunnelQuestion): Promise<FunnelCount[]> {
  const parameters = [...question.parameters];
  const value = (given: unknown) => `$${parameters.push(given)}`;
  const first = value(question.steps[0]?.stage);
  const asOf = value(question.asOf);
  const stages = value([...new Set(question.steps.flatMap(({ stage, reaching }) => [stage, ...reaching]))]);
  const columns = question.steps.map(({ stage, reaching }, step) => {
    const reached =
      reaching.length === 0
        ? 'null::timestamptz'
        : `min(e.entered_at) filter (where e.stage = any(${value(reaching)}))`;
    return `min(e.entered_at) filter (where e.stage = ${value(stage)}) as entered_${step}, ${reached} as reached_${step}`;
  });
  const steps = question.steps.map((_, step) => `(${step}, entered_${step}, reached_${step})`);
  return db.query<FunnelCount>(
    `with cohort as (
       select ${question.distinctLeads ? 'distinct on (f.lead_id)' : ''} f.lead_id, f.pass, ${question.slice} as slice,
         width_bucket(f.entered_at, ${value(question.buckets)}::timestamptz[]) as bucket
       from stage_entries f join leads l on l.id = f.lead_id left join lead_scores s on s.lead_id = l.id
       where f.stage = ${first} and f.entered_at >= ${value(question.window.from)} and f.entered_at < ${value(question.window.to)}
         and f.entered_at <= ${asOf} and l.merged_into is null
         and (not ${value(question.handedOff)} or exists (
           select from stage_entries h where h.lead_id = f.lead_id and h.pass = f.pass and h.handed_off))
         and (${leadCondition(question.filter, parameters)})
       ${question.distinctLeads ? 'order by f.lead_id, f.entered_at, f.pass' : ''}),
     passes as (
       select c.slice, c.bucket, ${columns.join(', ')}
       from cohort c join stage_entries e on e.lead_id = c.lead_id and e.pass = c.pass
       where e.stage = any(${stages}) and e.entered_at <= ${asOf}
       group by c.lead_id, c.pass, c.slice, c.bucket),
     durations as (
       select step, slice, bucket, reached is not null as reached, date_part('epoch', reached - entered) as seconds
       from passes cross join lateral (values ${steps.join(', ')}) as steps (step, entered, reached)
       where entered is not null)
     ${foldDurations(question)}`,
    parameters,
  );
}
