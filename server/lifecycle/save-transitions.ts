import type { TransitionCause } from '../../core/definitions/followed-lead.js';
import type { Tx } from '../db/database.js';

/** A stage move to be written; `score` in points. */
export interface NewTransition {
  id: string;
  leadId: string;
  from: string | null;
  to: string;
  pass: number;
  cause: TransitionCause;
  actor: string;
  move: string | null;
  reason: string | null;
  note: string | null;
  crossingId: string | null;
  release: number;
  secondsInFrom: number | null;
  score: number | null;
  judged: boolean;
  outstanding: string[];
  occurredAt: Date;
  historical: boolean;
}

/** Writes stage moves of locked leads, those of one lead in the order given, numbered on from what its path has. */
export async function saveTransitions(tx: Tx, transitions: readonly NewTransition[]): Promise<void> {
  if (transitions.length === 0) return;
  const steps = new Map<string, number>();
  const step = (leadId: string): number => {
    const next = (steps.get(leadId) ?? 0) + 1;
    steps.set(leadId, next);
    return next;
  };
  const rows = transitions.map((one) => ({
    id: one.id,
    lead_id: one.leadId,
    step: step(one.leadId),
    from_stage: one.from,
    to_stage: one.to,
    pass: one.pass,
    cause: one.cause,
    actor: one.actor,
    move: one.move,
    reason: one.reason,
    note: one.note,
    crossing_id: one.crossingId,
    release: one.release,
    seconds_in_from: one.secondsInFrom,
    score: one.score,
    judged: one.judged,
    outstanding: one.outstanding,
    occurred_at: one.occurredAt,
    historical: one.historical,
  }));
  await tx.query(INSERT, [JSON.stringify(rows), tx.at]);
}

const INSERT = `
  insert into transitions (id, lead_id, ordinal, from_stage, to_stage, pass, cause, actor, move, reason, note,
    crossing_id, release, seconds_in_from, score, judged, outstanding, occurred_at, recorded_at, historical)
  select g.id, g.lead_id,
    coalesce((select max(t.ordinal) from transitions t where t.lead_id = g.lead_id), -1) + g.step,
    g.from_stage, g.to_stage, g.pass, g.cause, g.actor, g.move, g.reason, g.note, g.crossing_id, g.release,
    g.seconds_in_from, g.score, g.judged, array(select jsonb_array_elements_text(g.outstanding)), g.occurred_at, $2,
    g.historical
  from jsonb_to_recordset($1::jsonb) as g (id text, lead_id text, step int, from_stage text, to_stage text, pass int,
    cause text, actor text, move text, reason text, note text, crossing_id text, release int,
    seconds_in_from double precision, score double precision, judged boolean, outstanding jsonb,
    occurred_at timestamptz, historical boolean)`;
