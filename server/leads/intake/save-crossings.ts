import type { CrossingOutcome } from '../../../core/definitions/followed-lead.js';
import type { CrossingCause, CrossingDirection } from '../../../core/scoring/results.js';
import type { Tx } from '../../db/database.js';
import type { ContributionRow } from '../score.js';

/** A threshold crossing to be written, scores in points. */
export interface NewCrossing {
  id: string;
  leadId: string;
  threshold: string;
  direction: CrossingDirection;
  occurredAt: Date;
  historical: boolean;
  actor: string;
  scoreBefore: number;
  scoreAfter: number;
  scores: { key: string; before: number; after: number }[];
  contributions: ContributionRow[];
  trigger: CrossingCause;
  factId: number | null;
  attribute: string | null;
  model: string;
  modelVersion: string;
  commit: string;
  release: number;
  outcome: CrossingOutcome;
  refusal: string | null;
  transitionId: string | null;
}

/** Writes crossings of locked leads. */
export async function saveCrossings(tx: Tx, crossings: readonly NewCrossing[]): Promise<void> {
  if (crossings.length === 0) return;
  await tx.query(INSERT, [JSON.stringify(crossings), tx.at]);
}

const INSERT = `
  insert into crossings (id, lead_id, threshold, direction, occurred_at, recorded_at, historical, actor, score_before,
    score_after, scores, contributions, trigger, fact_id, attribute, model, model_version, commit, release, outcome,
    refusal, transition_id)
  select id, "leadId", threshold, direction, "occurredAt", $2, historical, actor, "scoreBefore", "scoreAfter", scores,
    contributions, trigger, "factId", attribute, model, "modelVersion", commit, release, outcome, refusal, "transitionId"
  from jsonb_to_recordset($1::jsonb) as g (id text, "leadId" text, threshold text, direction text,
    "occurredAt" timestamptz, historical boolean, actor text, "scoreBefore" double precision,
    "scoreAfter" double precision, scores jsonb, contributions jsonb, trigger text, "factId" bigint, attribute text,
    model text, "modelVersion" text, commit text, release int, outcome text, refusal text, "transitionId" text)`;
