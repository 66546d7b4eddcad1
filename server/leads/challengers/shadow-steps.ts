import type { Arrival, FollowedLead } from '../../../core/definitions/followed-lead.js';

/**
 * What arrived at a lead as it arrives in the shadow: facts as they are; what people and machines decided as a move that
 * was made, or not at all where it was refused; what score did is left out, since the challenger finds its own.
 */
export function shadowSteps(steps: readonly Arrival[], followed: FollowedLead): Arrival[] {
  return steps.flatMap((step, index): Arrival[] => {
    if (step.kind !== 'move') return [step];
    if (followed.refused.has(index)) return [];
    const { at, historical, to, occurredAt, reason = null, note = null, records } = step;
    const told = records.map((facts): Arrival => ({ kind: 'facts', at, historical, facts }));
    if (step.by === 'system') return [...told, { ...step, records: [] }];
    const made = followed.effects.some(
      (effect) => effect.kind === 'transition' && effect.arrival === index && effect.crossing === null,
    );
    if (!made) return told;
    return [
      ...told,
      { kind: 'recorded-move', at, historical, to, occurredAt, reason, note, cause: 'SYSTEM', records: [] },
    ];
  });
}
