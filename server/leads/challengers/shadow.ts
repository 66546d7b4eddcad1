import type { PassFact } from '../../../core/scoring/facts.js';
import type { ThresholdStates } from '../../../core/scoring/results.js';
import type { Db } from '../../db/database.js';

/** Where a challenger alone would have brought a lead. */
export interface Shadow {
  challengerId: string;
  leadId: string;
  /** The release it was judged under last. */
  release: number;
  /** The live evaluation it kept pace with: another one was written without it where this differs. */
  liveAt: Date | null;
  evaluatedAt: Date;
  dueAt: Date | null;
  stage: string;
  stageEnteredAt: Date;
  pass: number;
  thresholds: ThresholdStates;
  /** Passes it would have ended, with those that people ended. */
  passes: PassFact[];
  snapshot: string | null;
  model: string | null;
  modelVersion: string | null;
  /** The primary score in points; null where no model applies. */
  value: number | null;
  /** The same when sales first got the lead; null: they never did, or no model applied. */
  judgedBy: number | null;
}

/** Reads shadows of leads; to go on from them the leads are locked first. */
export async function loadShadows(
  db: Db,
  challengerIds: readonly string[],
  leadIds: readonly string[],
): Promise<Shadow[]> {
  return db.query<Shadow>(LOAD, [challengerIds, leadIds]);
}

const LOAD = `
  select challenger_id as "challengerId", lead_id as "leadId", release, live_at as "liveAt",
    evaluated_at as "evaluatedAt", due_at as "dueAt", stage, stage_entered_at as "stageEnteredAt", pass, thresholds,
    passes, snapshot, model, model_version as "modelVersion", value, judged_by as "judgedBy"
  from challenger_leads where challenger_id = any($1) and lead_id = any($2)`;
