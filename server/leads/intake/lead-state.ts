import type { JsonObject } from '../../../core/scoring/facts.js';
import type { ThresholdStates } from '../../../core/scoring/results.js';
import type { Db } from '../../db/database.js';

/** A lead as stored, with what the engine remembers of it. */
export interface LeadState {
  id: string;
  version: number;
  email: string | null;
  name: string | null;
  accountId: string | null;
  ownerId: string | null;
  source: string | null;
  channel: string | null;
  campaign: string | null;
  latestSource: string | null;
  latestChannel: string | null;
  segment: string | null;
  attributes: JsonObject;
  stage: string;
  stageEnteredAt: Date;
  pass: number;
  lastActivityAt: Date | null;
  createdAt: Date;
  mergedInto: string | null;
  erased: boolean;
  /** Null where the lead was never evaluated. */
  release: number | null;
  thresholds: ThresholdStates;
  /** What the engine goes on from under `release`; null: from the facts. */
  snapshot: string | null;
  /** The account it was drawn by for a share of leads, '' for itself; null: never drawn. */
  drawnBy: string | null;
  evaluatedAt: Date | null;
  dueAt: Date | null;
}

/** Reads leads as they are now. To decide by it, lock them first: a row read before its lock may be old. */
export async function loadStates(db: Db, ids: readonly string[]): Promise<Map<string, LeadState>> {
  if (ids.length === 0) return new Map();
  const rows = await db.query<LeadState>(LOAD, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

const LOAD = `
  select l.id, l.version, l.email, l.name, l.account_id as "accountId", l.owner_id as "ownerId", l.source, l.channel,
    l.campaign, l.latest_source as "latestSource", l.latest_channel as "latestChannel", l.segment, l.attributes, l.stage,
    l.stage_entered_at as "stageEnteredAt", l.pass, l.last_activity_at as "lastActivityAt", l.created_at as "createdAt",
    l.merged_into as "mergedInto", l.erased_at is not null as erased, e.release, coalesce(e.thresholds, '{}') as thresholds,
    e.snapshot, e.drawn_by as "drawnBy", s.at as "evaluatedAt", s.next_change_at as "dueAt"
  from leads l
  left join engine_states e on e.lead_id = l.id
  left join lead_scores s on s.lead_id = l.id
  where l.id = any($1)`;
