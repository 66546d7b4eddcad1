import type { Db } from '../db/database.js';
import { foldBy, medianAndP90 } from './fold-by.js';
import type { FunnelCount, FunnelQuestion } from './funnel-question.js';
import { populationOf } from './population-of.js';

interface Row {
  grouped: FunnelCount['grouped'];
  slice: string | null;
  bucket: number | null;
  entered: number[];
  reached: number[];
  [times: `times_${number}`]: [number | null, number | null] | null;
}

/**
 * Counts passes that entered the first asked stage in the window: per step who was in it, who in the same pass reached
 * the next up to `asOf`, and the time from first entry to first reaching.
 */
export async function countCohort(db: Db, question: FunnelQuestion): Promise<FunnelCount[]> {
  const { parameters, passes } = cohortPasses(question);
  const list = (name: string) => question.steps.map((_, step) => `count(${name}_${step})::int`).join(', ');
  const times = question.steps.slice(0, -1).map((_, step) => {
    return `${medianAndP90(`date_part('epoch', reached_${step} - entered_${step})`)} as times_${step}`;
  });
  const aggregates = [`array[${list('entered')}] as entered`, `array[${list('reached')}] as reached`, ...times];
  const rows = await db.query<Row>(foldBy(question, aggregates, `(${passes}) passes`), parameters);
  return rows.flatMap((row) =>
    question.steps.map((_, step) => ({
      step,
      grouped: row.grouped,
      slice: row.slice,
      bucket: row.bucket,
      entered: row.entered[step] ?? 0,
      reached: row.reached[step] ?? 0,
      median: row[`times_${step}`]?.[0] ?? null,
      p90: row[`times_${step}`]?.[1] ?? null,
    })),
  );
}

/** SQL with a row a pass: `slice`, `bucket`, and by step when it was first entered and when the next was first reached. */
function cohortPasses(question: FunnelQuestion): { parameters: unknown[]; passes: string } {
  const parameters = [...question.parameters];
  const value = (given: unknown) => `$${parameters.push(given)}`;
  const asOf = value(question.asOf);
  const stages = [...new Set(question.steps.flatMap(({ stage, reaching }) => [stage, ...reaching]))];
  const at = (stage: string) => `e${stages.indexOf(stage)}.entered_at`;
  const columns = question.steps.map(({ stage, reaching }, step) => {
    const reached = reaching.length === 0 ? 'null::timestamptz' : `least(${reaching.map(at).join(', ')})`;
    return `${at(stage)} as entered_${step}, case when ${at(stage)} is not null then ${reached} end as reached_${step}`;
  });
  const joins = stages.slice(1).map((stage, index) => {
    const e = `e${index + 1}`;
    const samePass = `${e}.lead_id = e0.lead_id and ${e}.pass = e0.pass`;
    return `left join stage_entries ${e} on ${samePass} and ${e}.stage = ${value(stage)} and ${e}.entered_at <= ${asOf}`;
  });
  const passes = `select e0.slice, e0.bucket, ${columns.join(', ')} from (
      select ${question.distinctLeads ? 'distinct on (f.lead_id)' : ''} f.lead_id, f.pass, f.entered_at,
        ${question.slice} as slice, width_bucket(f.entered_at, ${value(question.buckets)}::timestamptz[]) as bucket
      from stage_entries f ${populationOf(question, 'f', parameters)}
        and f.stage = ${value(stages[0])} and f.entered_at <= ${asOf}
        and f.entered_at >= ${value(question.window.from)} and f.entered_at < ${value(question.window.to)}
      ${question.distinctLeads ? 'order by f.lead_id, f.entered_at, f.pass' : ''}) e0 ${joins.join(' ')}`;
  return { parameters, passes };
}
