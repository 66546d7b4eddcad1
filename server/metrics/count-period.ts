import type { Db } from '../db/database.js';
import { foldBy, medianAndP90 } from './fold-by.js';
import type { FunnelCount, FunnelQuestion } from './funnel-question.js';
import { populationOf } from './population-of.js';

interface Row extends Pick<FunnelCount, 'step' | 'grouped' | 'slice' | 'bucket' | 'entered'> {
  /** Since the same pass entered the step before. */
  times: [number | null, number | null] | null;
}

/**
 * Counts entries of each step in the window; `reached` of a step is the entries of the next, and its times are those
 * entries' since the same pass entered the step, whenever that was.
 */
export async function countPeriod(db: Db, question: FunnelQuestion): Promise<FunnelCount[]> {
  const parameters = [...question.parameters];
  const value = (given: unknown) => `$${parameters.push(given)}`;
  const [from, to, asOf] = [question.window.from, question.window.to, question.asOf].map(value);
  const buckets = `${value(question.buckets)}::timestamptz[]`;
  const stages = question.steps.map(({ stage }) => value(stage));
  const population = populationOf(question, 'e', parameters);
  const folds = stages.map((stage, step) => {
    const samePass = (name: string) => `${name}.lead_id = e.lead_id and ${name}.pass = e.pass and ${name}.stage`;
    const passes = `(select ${question.distinctLeads ? 'distinct on (e.lead_id)' : ''} ${question.slice} as slice,
        width_bucket(e.entered_at, ${buckets}) as bucket, date_part('epoch', e.entered_at - b.entered_at) as seconds
      from stage_entries e ${question.sliced ? `left join stage_entries f on ${samePass('f')} = ${stages[0]}` : ''}
        left join stage_entries b on ${samePass('b')} = ${stages[step - 1] ?? 'null'}
        ${population} and e.stage = ${stage} and e.entered_at >= ${from} and e.entered_at < ${to} and e.entered_at <= ${asOf}
      ${question.distinctLeads ? 'order by e.lead_id, e.entered_at, e.pass' : ''}) passes`;
    return foldBy(
      question,
      [`${step} as step`, 'count(*)::int as entered', `${medianAndP90('seconds')} as times`],
      passes,
    );
  });
  const rows = await db.query<Row>(folds.join(' union all '), parameters);
  return question.steps.flatMap((_, step) => countsOfStep(rows, step));
}

/** What was counted at the entries of the next step is what reached this one's end; no times where nobody entered. */
function countsOfStep(rows: Row[], step: number): FunnelCount[] {
  const groupOf = (row: Row) => JSON.stringify([row.grouped, row.slice, row.bucket]);
  const here = new Map(rows.filter((row) => row.step === step).map((row) => [groupOf(row), row]));
  const next = new Map(rows.filter((row) => row.step === step + 1).map((row) => [groupOf(row), row]));
  return [...new Set([...here.keys(), ...next.keys()])].map((group) => {
    const entered = here.get(group)?.entered ?? 0;
    const reaching = next.get(group);
    const [median, p90] = (entered > 0 ? reaching?.times : null) ?? [null, null];
    const { grouped, slice, bucket } = (here.get(group) ?? reaching) as Row;
    return { step, grouped, slice, bucket, entered, reached: reaching?.entered ?? 0, median, p90 };
  });
}
