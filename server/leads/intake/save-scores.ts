import type { FollowedLead } from '../../../core/definitions/followed-lead.js';
import { fromMicro } from '../../../core/scoring/micro.js';
import type { Tx } from '../../db/database.js';
import type { Release } from '../../releases/release.js';

/** Writes the current scores of locked leads, and the states of their thresholds where those changed. */
export async function saveScores(
  tx: Tx,
  release: Release,
  leads: readonly { id: string; followed: FollowedLead; statesChanged: boolean }[],
): Promise<void> {
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
  const changed = leads.filter((lead) => lead.statesChanged);
  if (changed.length === 0) return;
  await tx.query(STATES, [
    changed.map((lead) => lead.id),
    changed.map(({ followed }) => JSON.stringify(followed.thresholds)),
    release.number,
  ]);
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
  insert into engine_states (lead_id, release, thresholds, snapshot)
  select lead_id, $3, thresholds, null from unnest($1::text[], $2::jsonb[]) as g (lead_id, thresholds)
  on conflict (lead_id) do update set release = excluded.release, thresholds = excluded.thresholds, snapshot = null`;
