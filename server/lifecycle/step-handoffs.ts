import { findStage } from '../../core/definitions/stage-order.js';
import type { Lifecycle } from '../../core/definitions/tree.js';
import { parseDuration } from '../../core/scoring/duration.js';
import type { Handoff, HandoffState } from '../entities/handoff.entity.js';
import { nextStepFor } from './next-step-for.js';
import type { NewTransition } from './save-transitions.js';
import type { SteppedLead } from './stepped-lead.js';

/** What became of a handoff in one step; `before` null: it was opened. */
export interface HandoffChange {
  handoff: Handoff;
  before: HandoffState | null;
  after: HandoffState;
  actor: string;
}

/** What steps are judged by. */
export interface StepContext {
  lifecycle: Lifecycle;
  labels: Readonly<Record<string, { label?: string; intent?: 'high' | 'low' } | undefined>>;
  release: number;
  at: Date;
  makeId: () => string;
}

/**
 * The handoffs a lead's steps open and end, in order. History opens none, but leaving ends one; a handoff is left by
 * `acceptTo` (ACCEPTED), by a listed reason (REJECTED), by its expiry, or in another way (WITHDRAWN).
 */
export function stepHandoffs(context: StepContext, lead: SteppedLead, pending: Handoff | null): HandoffChange[] {
  const changes: HandoffChange[] = [];
  let open = pending;
  for (const step of lead.transitions) {
    if (open && step.from === open.stage) {
      const after = stateAfter(context.lifecycle, step);
      const { note, reason } = step;
      const nextStep = lead.nextSteps.get(step.id) ?? open.nextStep;
      const answered = after === 'ACCEPTED' || after === 'REJECTED';
      open = {
        ...open,
        state: after,
        decidedAt: context.at,
        decidedBy: answered ? step.actor : null,
        reason,
        note,
        nextStep,
      };
      changes.push({ handoff: open, before: 'PENDING', after, actor: step.actor });
      open = null;
    }
    const opened = openHandoff(context, lead, step);
    if (!opened) continue;
    open = opened;
    changes.push({ handoff: opened, before: null, after: 'PENDING', actor: step.actor });
  }
  return changes;
}

function stateAfter(lifecycle: Lifecycle, step: NewTransition): HandoffState {
  const { from, to, cause, reason } = step;
  const handoff = findStage(lifecycle, from ?? '')?.handoff;
  if (cause === 'SYSTEM') return reason !== null && handoff?.onExpiry?.reason === reason ? 'EXPIRED' : 'WITHDRAWN';
  if (cause === 'SCORE' || cause === 'IMPORT') return 'WITHDRAWN';
  if (to === handoff?.acceptTo) return 'ACCEPTED';
  const listed = lifecycle.reasons?.some((one) => one.key === reason && one.from.includes(from ?? ''));
  return listed ? 'REJECTED' : 'WITHDRAWN';
}

function openHandoff({ lifecycle, labels, release, at, makeId }: StepContext, lead: SteppedLead, step: NewTransition) {
  const handoff = findStage(lifecycle, step.to)?.handoff;
  if (!handoff || step.historical) return null;
  const expires = handoff.expiresAfter ? new Date(at.getTime() + parseDuration(handoff.expiresAfter)) : null;
  const opened: Handoff = {
    id: makeId(),
    leadId: lead.id,
    stage: step.to,
    pass: step.pass,
    state: 'PENDING',
    openedAt: at,
    expiresAt: expires,
    decidedAt: null,
    assigneeId: null,
    decidedBy: null,
    reason: null,
    note: null,
    nextStep: nextStepFor(lead.timeline, labels, at.getTime()),
    routedBy: null,
    pool: null,
    transitionId: step.id,
    release,
    score: lead.score(),
  };
  return opened;
}
