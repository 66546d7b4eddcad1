import type { Db } from '../db/database.js';
import type { LogEvent } from './log-event.js';

/** A row of `crossings` or `transitions`, by the camelCase names of its entity. */
export type EventRow = Record<string, unknown> & { id: string };

/** The transitions and crossings that events tell of, by event id, in one query a kind; other kinds have none. */
export async function loadEventRows(db: Db, events: readonly LogEvent[]): Promise<Map<string, EventRow>> {
  const transitions = idsOf(events, 'STAGE_TRANSITION');
  const crossings = idsOf(events, 'THRESHOLD_CROSSING');
  const rows = await Promise.all([
    transitions.length === 0 ? [] : db.query<EventRow>(TRANSITIONS, [transitions]),
    crossings.length === 0 ? [] : db.query<EventRow>(CROSSINGS, [crossings]),
  ]);
  return new Map(rows.flat().map((row) => [row.id, row]));
}

function idsOf(events: readonly LogEvent[], kind: LogEvent['kind']): string[] {
  return events.filter((event) => event.kind === kind).map((event) => event.eventId);
}

const TRANSITIONS = `
  select id, lead_id as "leadId", ordinal, from_stage as "fromStage", to_stage as "toStage", pass, cause, actor, move,
    reason, note, crossing_id as "crossingId", release, seconds_in_from as "secondsInFrom", score, judged, outstanding,
    occurred_at as "occurredAt", recorded_at as "recordedAt", historical
  from transitions where id = any($1)`;

const CROSSINGS = `
  select id, lead_id as "leadId", threshold, direction, occurred_at as "occurredAt", recorded_at as "recordedAt",
    historical, actor, score_before as "scoreBefore", score_after as "scoreAfter", scores, contributions, trigger,
    fact_id as "factId", attribute, model, model_version as "modelVersion", commit, release, outcome, refusal,
    transition_id as "transitionId"
  from crossings where id = any($1)`;
