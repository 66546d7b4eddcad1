import type { Db } from '../db/database.js';
import { leadCondition } from '../leads/lead-condition.js';
import { foldDurations } from './fold-durations.js';
import type { FunnelCount, FunnelQuestion } from './funnel-question.js';

/**
 * Counts entries of each step in the window; `reached` of a step is the entries of the next, and its times are those
 * entries' since the same pass entered the step, whenever that was.
 */
export async function countPeriod(db: Db, question: FunnelQuestion): Promise<FunnelCount[]> {
  const parameters = [...question.parameters];
  const value = (given: unknown) => `$${parameters.push(given)}`;
  const stages = value(question.steps.map(({ stage }) => stage));
  const counts = await db.query<FunnelCount>(
    `with entries as (
       select ${question.distinctLeads ? 'distinct on (e.stage, e.lead_id)' : ''} e.lead_id, e.pass, e.entered_at,
         array_position(${stages}::text[], e.stage) - 1 as step, ${question.slice} as slice
       from stage_entries e join leads l on l.id = e.lead_id left join lead_scores s on s.lead_id = l.id
       left join stage_entries f on f.lead_id = e.lead_id and f.pass = e.pass and f.stage = ${value(question.steps[0]?.stage)}
       where e.stage = any(${stages}) and e.entered_at >= ${value(question.window.from)} and e.entered_at < ${value(question.window.to)}
         and e.entered_at <= ${value(question.asOf)} and l.merged_into is null
         and (not ${value(question.handedOff)} or exists (
           select from stage_entries h where h.lead_id = e.lead_id and h.pass = e.pass and h.handed_off))
         and (${leadCondition(question.filter, parameters)})
       ${question.distinctLeads ? 'order by e.stage, e.lead_id, e.entered_at, e.pass' : ''}),
     durations as (
       select n.step, n.slice, width_bucket(n.entered_at, ${value(question.buckets)}::timestamptz[]) as bucket,
         true as reached, date_part('epoch', n.entered_at - p.entered_at) as seconds
       from entries n left join stage_entries p on p.lead_id = n.lead_id and p.pass = n.pass
         and p.stage = (${stages}::text[])[n.step])
     ${foldDurations(question)}`,
    parameters,
  );
  return question.steps.flatMap((_, step) => countsOfStep(counts, step));
}

/** What was counted at the entries of the next step is what reached this one's end; no times where nobody entered. */
function countsOfStep(counts: FunnelCount[], step: number): FunnelCount[] {
  const groupOf = (count: FunnelCount) => JSON.stringify([count.grouped, count.slice, count.bucket]);
  const here = new Map(counts.filter((count) => count.step === step).map((count) => [groupOf(count), count]));
  const next = new Map(counts.filter((count) => count.step === step + 1).map((count) => [groupOf(count), count]));
  return [...new Set([...here.keys(), ...next.keys()])].map((group) => {
    const entered = here.get(group)?.entered ?? 0;
    const reaching = next.get(group);
    const times = entered > 0 && reaching ? reaching : { median: null, p90: null };
    const { grouped, slice, bucket } = (here.get(group) ?? reaching) as FunnelCount;
    return {
      grouped,
      slice,
      bucket,
      step,
      entered,
      reached: reaching?.entered ?? 0,
      median: times.median,
      p90: times.p90,
    };
  });
}
