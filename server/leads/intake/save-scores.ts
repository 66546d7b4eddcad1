import type { FollowedLead } from '../../../core/definitions/followed-lead.js';
import { fromMicro } from '../../../core/scoring/micro.js';
import type { ThresholdStates } from '../../../core/scoring/results.js';
import type { Tx } from '../../db/database.js';
import type { Release } from '../../releases/release.js';
import type { LeadState } from './lead-state.js';

/** A followed lead, and what was stored of it; null for a new one. */
interface ScoredLead {
  id: string;
  state: LeadState | null;
  drawnBy: string;
  followed: FollowedLead;
}

/** Writes the current scores of locked leads, and what the engine goes on from where that changed. */
export async function saveScores(tx: Tx, release: Release, leads: readonly ScoredLead[]): Promise<void> {
  if (leads.length === 0) return;
  await tx.query(SCORES, [
    leads.map((lead) => lead.id),
    leads.map(({ followed }) => new Date(followed.evaluatedAt).toISOString()),
    leads.map(({ followed }) => followed.model?.model.key ?? null),
    leads.map(({ followed }) => followed.model?.model.version ?? null),
    leads.map(({ followed }) => followed.evaluation?.primary ?? null),
    leads.map(({ followed }) => (followed.evaluation ? fromMicro(followed.evaluation.value) : null)),
    leads.map(({ followed }) => JSON.stringify(scoresOf(followed))),
    leads.map(({ followed }) => (followed.dueAt === null ? null : new Date(followed.dueAt).toISOString())),
    release.commit,
    release.number,
  ]);
  const changed = leads
    .map((lead) => ({ ...lead, snapshot: lead.followed.snapshot() }))
    .filter(
      ({ state, followed, snapshot }) =>
        state?.release !== release.number ||
        state.snapshot !== snapshot ||
        !sameStates(state.thresholds, followed.thresholds),
    );
  if (changed.length === 0) return;
  await tx.query(STATES, [
    changed.map((lead) => lead.id),
    changed.map(({ followed }) => JSON.stringify(followed.thresholds)),
    changed.map((lead) => lead.snapshot),
    release.number,
    changed.map((lead) => (drawsAccounts(release) ? lead.drawnBy : null)),
  ]);
}

/** Whether leads are drawn by what they may come to have later: then it is kept what they were drawn by first. */
function drawsAccounts({ compiled }: Release): boolean {
  return compiled.challengers.some(({ definition }) => definition.share > 0 && definition.by === 'account');
}

function sameStates(before: ThresholdStates, after: ThresholdStates): boolean {
  return before === after || JSON.stringify(before) === JSON.stringify(after);
}

function scoresOf({ evaluation }: FollowedLead): { key: string; value: number; raw: number }[] {
  return (evaluation?.scores ?? []).map(({ key, value, raw }) => ({
    key,
    value: fromMicro(value),
    raw: fromMicro(raw),
  }));
}

const SCORES = `
  insert into lead_scores (lead_id, at, model, model_version, commit, release, "primary", value, scores, next_change_at)
  select lead_id, at, model, model_version, $9, $10, "primary", value, scores, next_change_at
  from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::double precision[], $7::jsonb[],
    $8::timestamptz[]) as g (lead_id, at, model, model_version, "primary", value, scores, next_change_at)
  on conflict (lead_id) do update set at = excluded.at, model = excluded.model, model_version = excluded.model_version,
    commit = excluded.commit, release = excluded.release, "primary" = excluded."primary", value = excluded.value,
    scores = excluded.scores, next_change_at = excluded.next_change_at`;

const STATES = `
  insert into engine_states (lead_id, release, thresholds, snapshot, drawn_by)
  select lead_id, $4, thresholds, snapshot, drawn_by
  from unnest($1::text[], $2::jsonb[], $3::text[], $5::text[]) as g (lead_id, thresholds, snapshot, drawn_by)
  on conflict (lead_id) do update set release = excluded.release, thresholds = excluded.thresholds,
    snapshot = excluded.snapshot, drawn_by = coalesce(engine_states.drawn_by, excluded.drawn_by)`;
