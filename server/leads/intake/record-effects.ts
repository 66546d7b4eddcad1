import type { FollowedCrossing, FollowedLead, FollowedTransition } from '../../../core/definitions/followed-lead.js';
import type { Fact } from '../../../core/scoring/facts.js';
import { fromMicro } from '../../../core/scoring/micro.js';
import { newId } from '../../db/new-id.js';
import type { NewEvent } from '../../events/new-event.js';
import type { NewTransition } from '../../lifecycle/save-transitions.js';
import type { Release } from '../../releases/release.js';
import type { NewStageEntry } from '../../rollups/save-stage-entries.js';
import { contributionRow } from '../contribution-row.js';
import { factKey } from './load-facts.js';
import type { NewCrossing } from './save-crossings.js';

/** A lead that was followed: which item each arrival came from, and who sent each item. */
export interface FollowedGroupLead {
  leadId: string;
  followed: FollowedLead;
  items: readonly number[];
  actorOf: (item: number) => string;
}

/** Rows and events of what came of one lead's arrivals, in order, and which item each belongs to. */
export interface Recorded {
  crossings: NewCrossing[];
  transitions: NewTransition[];
  entries: NewStageEntry[];
  events: NewEvent[];
  ids: { item: number; crossingId?: string; transitionId?: string }[];
}

/** Names the effects of a followed lead and writes them down as rows; `ids` are those of fact rows by `factKey`. */
export function recordEffects(
  lead: FollowedGroupLead,
  release: Release,
  ids: ReadonlyMap<string, number>,
  at: Date,
): Recorded {
  const recorded: Recorded = { crossings: [], transitions: [], entries: [], events: [], ids: [] };
  const names = risingIds(lead.followed, at);
  lead.followed.effects.forEach((effect, index) => {
    const id = names[index] as string;
    const item = lead.items[effect.arrival] as number;
    if (effect.kind === 'crossing') {
      const transitionId = effect.transition === null ? null : (names[effect.transition] as string);
      recorded.crossings.push(crossingRow(lead, effect, { id, transitionId, release, ids }));
      recorded.events.push(crossingEvent(lead, effect, { id, transitionId, release }));
      recorded.ids.push({ item, crossingId: id });
    } else if (effect.kind === 'transition') {
      const crossingId = effect.crossing === null ? null : (names[effect.crossing] as string);
      const actor = effect.cause === 'SCORE' || effect.cause === 'SYSTEM' ? 'system' : lead.actorOf(item);
      recorded.transitions.push(transitionRow(lead, effect, { id, crossingId, actor, release }));
      recorded.entries.push(entryRow(lead, effect, id, release));
      if (effect.from === null) recorded.events.push(createdEvent(lead, effect, lead.actorOf(item), at));
      recorded.events.push(transitionEvent(lead, effect, { id, crossingId, actor, release }));
      recorded.ids.push({ item, transitionId: id });
    }
  });
  return recorded;
}

/** Ids that sort in the order of the effects. */
function risingIds({ effects }: FollowedLead, at: Date): string[] {
  const count = (kind: string) => effects.filter((effect) => effect.kind === kind).length;
  const crossings = Array.from({ length: count('crossing') }, () => newId('crossing', at.getTime())).sort();
  const transitions = Array.from({ length: count('transition') }, () => newId('transition', at.getTime())).sort();
  return effects.map(
    ({ kind }) => (kind === 'pass' ? '' : (kind === 'crossing' ? crossings : transitions).shift()) ?? '',
  );
}

function crossingRow(
  lead: FollowedGroupLead,
  effect: FollowedCrossing,
  named: { id: string; transitionId: string | null; release: Release; ids: ReadonlyMap<string, number> },
): NewCrossing {
  const { id, transitionId, release, ids } = named;
  const { fact, model } = effect;
  return {
    id,
    leadId: lead.leadId,
    threshold: effect.threshold,
    direction: effect.direction,
    occurredAt: new Date(effect.at),
    historical: effect.historical,
    actor: 'system',
    scoreBefore: fromMicro(effect.before),
    scoreAfter: fromMicro(effect.after),
    scores: effect.scores.map((score) => ({
      key: score.key,
      before: fromMicro(score.before),
      after: fromMicro(score.after),
    })),
    contributions: effect.contributions.map((one) => contributionRow(one, ids)),
    trigger: effect.cause,
    factId: fact ? (ids.get(rowKey(fact)) ?? null) : null,
    attribute: fact?.kind === 'attribute' ? fact.path : null,
    model: model.model.key,
    modelVersion: model.model.version,
    commit: release.commit,
    release: release.number,
    outcome: effect.outcome,
    refusal: effect.refusal,
    transitionId,
  };
}

/** A path of an attributes row is a fact of its own; the row is what has an id. */
function rowKey(fact: Fact): string {
  const { source, messageId } = fact;
  if (fact.kind !== 'attribute' || !messageId.endsWith(`#${fact.path}`)) return factKey(fact);
  return factKey({ source, messageId: messageId.slice(0, -fact.path.length - 1) });
}

function transitionRow(
  lead: FollowedGroupLead,
  effect: FollowedTransition,
  named: { id: string; crossingId: string | null; actor: string; release: Release },
): NewTransition {
  const { kind: _kind, arrival: _arrival, crossing: _crossing, slices: _slices, occurredAt, score, ...row } = effect;
  return {
    ...row,
    id: named.id,
    leadId: lead.leadId,
    actor: named.actor,
    crossingId: named.crossingId,
    release: named.release.number,
    score: score === null ? null : fromMicro(score),
    occurredAt: new Date(occurredAt),
  };
}

function entryRow(lead: FollowedGroupLead, effect: FollowedTransition, id: string, release: Release): NewStageEntry {
  return {
    leadId: lead.leadId,
    pass: effect.pass,
    stage: effect.to,
    transitionId: id,
    enteredAt: new Date(effect.occurredAt),
    slices: effect.slices,
    score: effect.score === null ? null : fromMicro(effect.score),
    release: release.number,
  };
}

function createdEvent(lead: FollowedGroupLead, effect: FollowedTransition, actor: string, at: Date): NewEvent {
  return {
    eventId: newId('event', at.getTime()),
    kind: 'LEAD',
    leadId: lead.leadId,
    occurredAt: new Date(effect.occurredAt),
    historical: effect.historical,
    data: { change: 'CREATED' },
    actor,
  };
}

function crossingEvent(
  lead: FollowedGroupLead,
  effect: FollowedCrossing,
  named: { id: string; transitionId: string | null; release: Release },
): NewEvent {
  const { threshold, direction, outcome } = effect;
  return {
    eventId: named.id,
    kind: 'THRESHOLD_CROSSING',
    leadId: lead.leadId,
    occurredAt: new Date(effect.at),
    historical: effect.historical,
    data: { threshold, direction, outcome, transitionId: named.transitionId, release: named.release.number },
    actor: 'system',
  };
}

function transitionEvent(
  lead: FollowedGroupLead,
  effect: FollowedTransition,
  named: { id: string; crossingId: string | null; actor: string; release: Release },
): NewEvent {
  const { from, to, pass, cause, reason, historical } = effect;
  return {
    eventId: named.id,
    kind: 'STAGE_TRANSITION',
    leadId: lead.leadId,
    occurredAt: new Date(effect.occurredAt),
    historical,
    data: { from, to, pass, cause, reason, crossingId: named.crossingId, release: named.release.number },
    actor: named.actor,
  };
}
