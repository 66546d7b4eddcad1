import { findStage } from '../../../core/definitions/stage-order.js';
import type { Lifecycle } from '../../../core/definitions/tree.js';
import { parseDuration } from '../../../core/scoring/duration.js';
import { newId } from '../../db/new-id.js';
import type { Handoff, HandoffState } from '../../entities/handoff.entity.js';

/** A stage a demo lead entered. */
export interface DemoStep {
  id: string;
  leadId: string;
  from: string | null;
  to: string;
  pass: number;
  reason: string | null;
  note: string | null;
  at: Date;
}

/**
 * The handoffs that the path of a lead would have opened and ended, had it not been told afterwards; `repOf` says who
 * had each. One that would have expired by `now` is left out: nobody answered it in the story.
 */
export function makeHandoffs(
  lifecycle: Lifecycle,
  release: number,
  path: readonly DemoStep[],
  now: Date,
  repOf: (index: number) => string | null,
): Handoff[] {
  return path.flatMap((step, index): Handoff[] => {
    const handoff = findStage(lifecycle, step.to)?.handoff;
    if (!handoff) return [];
    const answer = path[index + 1];
    const wait = handoff.expiresAfter ? parseDuration(handoff.expiresAfter) : Number.POSITIVE_INFINITY;
    const expires = step.at.getTime() + wait;
    if ((answer?.at ?? now).getTime() >= expires) return [];
    const rep = repOf(index);
    const state = answer ? stateAfter(handoff.acceptTo, answer) : 'PENDING';
    return [
      {
        id: newId('handoff', step.at.getTime()),
        leadId: step.leadId,
        stage: step.to,
        pass: step.pass,
        state,
        openedAt: step.at,
        expiresAt: Number.isFinite(expires) ? new Date(expires) : null,
        decidedAt: answer?.at ?? null,
        assigneeId: rep,
        decidedBy: state === 'ACCEPTED' || state === 'REJECTED' ? rep : null,
        reason: answer?.reason ?? null,
        note: answer?.note ?? null,
        nextStep: state === 'ACCEPTED' ? 'Call within a day: ask for budget and timeline.' : null,
        routedBy: rep === null ? 'nobody of inbound-sdr can take it now' : 'fallback inbound-sdr',
        pool: 'inbound-sdr',
        transitionId: step.id,
        release,
        score: null,
      },
    ];
  });
}

function stateAfter(acceptTo: string, answer: DemoStep): HandoffState {
  if (answer.to === acceptTo) return 'ACCEPTED';
  return answer.reason === null ? 'WITHDRAWN' : 'REJECTED';
}
