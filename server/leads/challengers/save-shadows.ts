import type { FollowedCrossing } from '../../../core/definitions/followed-lead.js';
import { fromMicro } from '../../../core/scoring/micro.js';
import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import type { FollowedShadow } from './follow-shadow.js';

/** Writes where challengers brought locked leads, and what they would have crossed. */
export async function saveShadows(tx: Tx, followed: readonly FollowedShadow[]): Promise<void> {
  if (followed.length === 0) return;
  const rows = followed.map(({ shadow }) => shadow);
  const stamps = (key: 'liveAt' | 'evaluatedAt' | 'dueAt' | 'stageEnteredAt') =>
    rows.map((row) => row[key]?.toISOString() ?? null);
  await tx.query(SHADOWS, [
    rows.map((row) => row.challengerId),
    rows.map((row) => row.leadId),
    rows.map((row) => row.release),
    stamps('liveAt'),
    stamps('evaluatedAt'),
    stamps('dueAt'),
    rows.map((row) => row.stage),
    stamps('stageEnteredAt'),
    rows.map((row) => row.pass),
    rows.map((row) => JSON.stringify(row.thresholds)),
    rows.map((row) => JSON.stringify(row.passes)),
    rows.map((row) => row.snapshot),
    rows.map((row) => row.model),
    rows.map((row) => row.modelVersion),
    rows.map((row) => row.value),
    rows.map((row) => row.judgedBy),
  ]);
  const crossings = followed.flatMap((one) => crossingRows(one, tx.at));
  if (crossings.length > 0) await tx.query(CROSSINGS, [JSON.stringify(crossings), tx.at]);
}

function crossingRows({ shadow, followed }: FollowedShadow, at: Date) {
  const { challengerId, leadId, release } = shadow;
  const crossings = followed.effects.filter((effect): effect is FollowedCrossing => effect.kind === 'crossing');
  const ids = crossings.map(() => newId('crossing', at.getTime())).sort();
  return crossings.map((crossing, index) => {
    const moved = crossing.transition === null ? undefined : followed.effects[crossing.transition];
    return {
      ...{ id: ids[index], challengerId, leadId, release },
      threshold: crossing.threshold,
      direction: crossing.direction,
      occurredAt: new Date(crossing.at),
      historical: crossing.historical,
      trigger: crossing.cause,
      scoreBefore: fromMicro(crossing.before),
      scoreAfter: fromMicro(crossing.after),
      model: crossing.model.model.key,
      modelVersion: crossing.model.model.version,
      outcome: crossing.outcome,
      movedTo: moved?.kind === 'transition' ? moved.to : null,
    };
  });
}

const SHADOWS = `
  insert into challenger_leads (challenger_id, lead_id, release, live_at, evaluated_at, due_at, stage, stage_entered_at,
    pass, thresholds, passes, snapshot, model, model_version, value, judged_by)
  select * from unnest($1::text[], $2::text[], $3::int[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[],
    $7::text[], $8::timestamptz[], $9::int[], $10::jsonb[], $11::jsonb[], $12::text[], $13::text[], $14::text[],
    $15::double precision[], $16::double precision[])
  on conflict (challenger_id, lead_id) do update set release = excluded.release, live_at = excluded.live_at,
    evaluated_at = excluded.evaluated_at, due_at = excluded.due_at, stage = excluded.stage,
    stage_entered_at = excluded.stage_entered_at, pass = excluded.pass, thresholds = excluded.thresholds,
    passes = excluded.passes, snapshot = excluded.snapshot, model = excluded.model,
    model_version = excluded.model_version, value = excluded.value, judged_by = excluded.judged_by`;

const CROSSINGS = `
  insert into challenger_crossings (id, challenger_id, lead_id, threshold, direction, occurred_at, recorded_at,
    historical, trigger, score_before, score_after, model, model_version, release, outcome, moved_to)
  select id, "challengerId", "leadId", threshold, direction, "occurredAt", $2, historical, trigger, "scoreBefore",
    "scoreAfter", model, "modelVersion", release, outcome, "movedTo"
  from jsonb_to_recordset($1::jsonb) as g (id text, "challengerId" text, "leadId" text, threshold text,
    direction text, "occurredAt" timestamptz, historical boolean, trigger text, "scoreBefore" double precision,
    "scoreAfter" double precision, model text, "modelVersion" text, release int, outcome text, "movedTo" text)`;
