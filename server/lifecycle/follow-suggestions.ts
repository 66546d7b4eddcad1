import { decidingModels } from '../../core/definitions/challengers/deciding-models.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import type { Suggestion } from '../entities/suggestion.entity.js';
import type { NewEvent } from '../events/new-event.js';
import type { Release } from '../releases/release.js';

/** What was recorded of a locked lead, in order. */
export interface TellingLead {
  id: string;
  events: readonly NewEvent[];
}

type Waiting = Pick<Suggestion, 'threshold' | 'stage' | 'crossingId' | 'since'>;

/**
 * Keeps what thresholds suggest for locked leads: a crossing UP replaces what waited, its DOWN withdraws it, and any
 * move ends it, as merging does for those `absorbed`. Answers the events that tell of new ones; history suggests nothing.
 */
export async function followSuggestions(
  tx: Tx,
  release: Release,
  leads: readonly TellingLead[],
  absorbed: readonly string[],
): Promise<NewEvent[]> {
  const telling = leads.filter(({ events }) => events.some(isTelling));
  const ids = [...telling.map((lead) => lead.id), ...absorbed];
  if (ids.length === 0) return [];
  const rows = await tx.query<{ leadId: string; threshold: string }>(
    'select lead_id as "leadId", threshold from suggestions where lead_id = any($1)',
    [ids],
  );
  const stored = new Map(rows.map((row) => [row.leadId, row.threshold]));
  const gone = absorbed.filter((id) => stored.has(id));
  const made: (Waiting & { leadId: string })[] = [];
  for (const { id, events } of telling) {
    const after = waitingAfter(release, stored.get(id) ?? null, events);
    if (after === 'stays') continue;
    if (stored.has(id)) gone.push(id);
    if (after) made.push({ leadId: id, ...after });
  }
  if (gone.length > 0) await tx.query('delete from suggestions where lead_id = any($1)', [gone]);
  if (made.length > 0) await tx.query(INSERT, [JSON.stringify(made)]);
  return made.map(({ leadId, since }) => ({
    eventId: newId('event', tx.at.getTime()),
    kind: 'LEAD',
    leadId,
    occurredAt: since,
    historical: false,
    data: { change: 'SUGGESTED' },
    actor: 'system',
  }));
}

function isTelling({ kind, data }: NewEvent): boolean {
  if (kind === 'STAGE_TRANSITION') return data['from'] !== null;
  return kind === 'THRESHOLD_CROSSING' && (data['outcome'] === 'SUGGESTED' || data['direction'] === 'DOWN');
}

function waitingAfter(
  release: Release,
  threshold: string | null,
  events: readonly NewEvent[],
): Waiting | null | 'stays' {
  let now: Waiting | null | 'stays' = 'stays';
  let key = threshold;
  for (const { kind, eventId, occurredAt, historical, data } of events) {
    const isDown = kind === 'THRESHOLD_CROSSING' && data['direction'] === 'DOWN' && data['threshold'] === key;
    if (kind === 'STAGE_TRANSITION' || isDown) {
      now = null;
      key = null;
    } else if (kind === 'THRESHOLD_CROSSING' && data['outcome'] === 'SUGGESTED' && !historical) {
      key = String(data['threshold']);
      const stage = suggestedStage(release, key);
      if (stage !== null) now = { threshold: key, stage, crossingId: eventId, since: occurredAt };
    }
  }
  return now;
}

function suggestedStage({ compiled }: Release, key: string): string | null {
  for (const { model } of decidingModels(compiled)) {
    const found = model.thresholds.find((one) => one.key === key);
    const stage = found?.suggest ?? found?.moveTo;
    if (stage !== undefined) return stage;
  }
  return null;
}

const INSERT = `
  insert into suggestions (lead_id, threshold, stage, crossing_id, since)
  select "leadId", threshold, stage, "crossingId", since
  from jsonb_to_recordset($1::jsonb) as g ("leadId" text, threshold text, stage text, "crossingId" text, since timestamptz)`;
