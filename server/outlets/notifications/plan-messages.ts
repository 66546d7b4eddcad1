import { announcementsOf } from '../../../core/definitions/notifications/announcements-of.js';
import type { Announceable, Announcement } from '../../../core/definitions/notifications/notification.js';
import {
  type Addressee,
  type Concerned,
  resolveRecipients,
} from '../../../core/definitions/notifications/resolve-recipients.js';
import type { SlaTerms } from '../../../core/definitions/sla/terms.js';
import type { TeamKey } from '../../../core/definitions/tree.js';
import { parseDuration } from '../../../core/scoring/duration.js';
import type { SlaClock } from '../../entities/sla-clock.entity.js';
import type { LogEvent } from '../../events/log-event.js';
import type { Release } from '../../releases/release.js';
import type { PlannedMessage } from './planned-message.js';

/** What planning looks up beside the events. */
export interface PlanContext {
  /** Says what is announced. */
  live: Pick<Release, 'tree'>;
  people: ReadonlyMap<string, Addressee>;
  clocks: ReadonlyMap<string, SlaClock>;
  handoffs: ReadonlyMap<string, { assigneeId: string | null; stage: string }>;
  /** Says how a clock escalates: the policy as it was when the clock began. */
  termsOfClock: (clock: SlaClock) => SlaTerms | undefined;
}

const HANDOFF_WORDS = {
  PENDING: 'opened',
  ACCEPTED: 'accepted',
  REJECTED: 'rejected',
  EXPIRED: 'expired',
  WITHDRAWN: 'withdrawn',
} as const;

/** The messages that events ask for, in order; history is not announced. */
export function planMessages(context: PlanContext, events: readonly LogEvent[]): PlannedMessage[] {
  return events
    .filter((event) => !event.historical && event.leadId !== null)
    .flatMap((event) => {
      const happened = happeningOf(event);
      const announced = happened ? announcementsOf(context.live.tree, happened) : escalations(context, event);
      if (announced.length === 0) return [];
      const concerned = concernedBy(context, event);
      return announced.flatMap(({ key, label, to, template }) =>
        resolveRecipients(to.map(asSlack), concerned, context.people).map(
          (recipient): PlannedMessage => ({
            subject: subjectOf(context, event),
            recipient: recipient.to,
            nobody: recipient.nobody ?? null,
            event,
            notification: key,
            label,
            template,
          }),
        ),
      );
    });
}

function asSlack(word: string): string {
  return word.replace(/^channel:/, 'slack:');
}

/** What happened, in the words of `notifications.json`; null for what only a policy announces, or nobody. */
function happeningOf({ kind, data }: LogEvent): Announceable | null {
  switch (kind) {
    case 'THRESHOLD_CROSSING':
      return {
        kind: 'threshold',
        threshold: String(data['threshold']),
        direction: data['direction'] === 'UP' ? 'UP' : 'DOWN',
      };
    case 'STAGE_TRANSITION':
      return { kind: 'enter', stage: String(data['to']) };
    case 'HANDOFF': {
      const { before, after } = data;
      // reassigning keeps the state, and is nothing new
      if (before === after) return null;
      return { kind: 'handoff', what: HANDOFF_WORDS[after as keyof typeof HANDOFF_WORDS] };
    }
    case 'SLA':
      if (data['slaKind'] === 'ESCALATED') return null;
      return { kind: 'sla', what: String(data['slaKind']), policy: String(data['policy']) };
    default:
      return null;
  }
}

function escalations(context: PlanContext, event: LogEvent): Announcement[] {
  const found = stepOf(context, event);
  if (!found) return [];
  const { policy, step } = found;
  return [{ key: `escalation:${policy.key}`, label: policy.label, to: step.notify, template: null }];
}

function stepOf({ clocks, termsOfClock }: PlanContext, { kind, data }: LogEvent) {
  if (kind !== 'SLA' || data['slaKind'] !== 'ESCALATED') return null;
  const clock = clocks.get(String(data['clockId']));
  const policy = clock && termsOfClock(clock)?.policy;
  const step = policy?.escalate?.[Number(data['step'] ?? 0)];
  return policy && step ? { policy, step } : null;
}

/** A breach, and what its policy escalates in the same instant, are one thing to tell. */
function subjectOf(context: PlanContext, event: LogEvent): string {
  const step = stepOf(context, event)?.step;
  const isBreach = event.kind === 'SLA' && event.data['slaKind'] === 'BREACHED';
  if (isBreach || (step && parseDuration(step.after) === 0)) return `${event.data['clockId']}:breached`;
  return event.eventId;
}

function concernedBy({ live, clocks, handoffs }: PlanContext, { kind, data, lead }: LogEvent): Concerned {
  const ownerId = lead?.ownerId ?? null;
  const { stages } = live.tree.lifecycle;
  if (kind === 'SLA') {
    const clock = clocks.get(String(data['clockId']));
    return { ownerId: clock?.ownerId ?? ownerId, team: (clock?.owedBy as TeamKey | undefined) ?? null };
  }
  if (kind === 'HANDOFF') {
    const handoff = handoffs.get(String(data['handoffId']));
    const stage = stages.find((one) => one.key === handoff?.stage);
    return { ownerId: handoff?.assigneeId ?? ownerId, team: stage?.handoff?.decidedBy ?? stage?.owner ?? null };
  }
  const key = kind === 'STAGE_TRANSITION' ? data['to'] : targetOf(live, String(data['threshold']));
  return { ownerId, team: stages.find((stage) => stage.key === key)?.owner ?? null };
}

function targetOf({ tree }: PlanContext['live'], threshold: string): string | undefined {
  const all = Object.values(tree.models).flatMap((model) => model.thresholds);
  const found = all.find(({ key }) => key === threshold);
  return found?.moveTo ?? found?.suggest;
}
