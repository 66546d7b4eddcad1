import type { HandoffState } from '../../entities/handoff.entity.js';
import type { HandoffChange } from '../../lifecycle/step-handoffs.js';
import type { ClockedLead, TimedHappening } from '../../slas/clocked-lead.js';
import type { GroupLead } from './follow-group.js';
import type { NewFact } from './insert-facts.js';
import type { Recorded } from './record-effects.js';

const ANSWERS = {
  PENDING: 'opened',
  ACCEPTED: 'accepted',
  REJECTED: 'rejected',
  EXPIRED: 'expired',
  WITHDRAWN: 'withdrawn',
} as const satisfies { [state in HandoffState]: string };

/**
 * What happened to a lead as its clocks see it: activities and stages in the order of the items, then handoffs, then a
 * new owner. `activities` are the new ones of this lead.
 */
export function clockedLead(
  { id, state, followed }: GroupLead,
  { transitions, ids }: Recorded,
  activities: readonly NewFact[],
  handoffs: readonly HandoffChange[],
  newOwnerBy: string,
): ClockedLead {
  const itemOf = new Map(ids.map((one) => [one.transitionId, one.item]));
  const steps: { item: number; told: TimedHappening[] }[] = activities.map(
    ({ ordinal, type, body, occurredAt, actor, historical }) => {
      const happening = { kind: 'activity' as const, type, properties: body };
      return { item: ordinal, told: [{ happening, occurredAt: new Date(occurredAt), actor, historical }] };
    },
  );
  for (const { id: transitionId, historical, occurredAt, from, to, actor } of transitions) {
    const when = { occurredAt: historical ? occurredAt : null, actor, historical };
    const told: TimedHappening[] = from === null ? [] : [{ happening: { kind: 'leave', stage: from }, ...when }];
    told.push({ happening: { kind: 'enter', stage: to }, ...when });
    steps.push({ item: itemOf.get(transitionId) ?? -1, told });
  }
  const happenings = steps.sort((a, b) => a.item - b.item).flatMap((step) => step.told);
  for (const { before, after, actor } of handoffs) {
    if (before === after) continue;
    happenings.push({ happening: { kind: 'handoff', what: ANSWERS[after] }, occurredAt: null, actor });
  }
  const owner = followed.timeline.attributes.get('owner')?.at(-1)?.value ?? null;
  const ownerId = typeof owner === 'string' ? owner : null;
  if (ownerId !== null && state && state.ownerId !== ownerId) {
    happenings.push({ happening: { kind: 'assigned' }, occurredAt: null, actor: newOwnerBy });
  }
  const handoff = handoffs.findLast((change) => change.before === null)?.handoff ?? handoffs.at(-1)?.handoff ?? null;
  return { id, timeline: followed.timeline, ownerId, handoff, happenings };
}
