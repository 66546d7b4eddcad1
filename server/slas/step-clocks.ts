import { conditionHolds } from '../../core/definitions/condition-holds.js';
import { cancelClock } from '../../core/definitions/sla/cancel-clock.js';
import type { ClockStep } from '../../core/definitions/sla/clock.js';
import { type Happening, matchesTrigger } from '../../core/definitions/sla/matches-trigger.js';
import { pauseClock } from '../../core/definitions/sla/pause-clock.js';
import { resumeClock } from '../../core/definitions/sla/resume-clock.js';
import { startClock } from '../../core/definitions/sla/start-clock.js';
import { stopClock } from '../../core/definitions/sla/stop-clock.js';
import { sweepClock } from '../../core/definitions/sla/sweep-clock.js';
import type { SlaTerms } from '../../core/definitions/sla/terms.js';
import type { SlaTrigger } from '../../core/definitions/tree.js';
import type { SlaClock } from '../entities/sla-clock.entity.js';
import type { Release } from '../releases/release.js';
import type { ClockChange } from './clock-change.js';
import type { ClockedLead, TimedHappening } from './clocked-lead.js';
import { passesWhere } from './passes-where.js';
import { termsOf } from './terms-of.js';
import { afterStep, toClock } from './to-clock.js';

/** Clocks of senders and of the platform may differ by so much. */
const SKEW_MS = 5 * 60_000;

/** What clocks are judged by: each by the release that started it, new ones by the live one. */
export interface StepContext {
  release: Release;
  termsOfClock: (clock: SlaClock) => SlaTerms | undefined;
  at: Date;
  makeId: () => string;
}

/** Takes the open clocks of a lead through what happened, in order, and starts those it starts; answers all that changed. */
export function stepClocks(context: StepContext, lead: ClockedLead, open: readonly SlaClock[]): ClockChange[] {
  const changes = new Map<string, ClockChange>(open.map((clock) => [clock.policy, { clock, news: [] }]));
  const ended: ClockChange[] = [];
  for (const one of lead.happenings) {
    const touched = new Set<string>();
    for (const [policy, change] of changes) {
      const terms = context.termsOfClock(change.clock);
      const step = terms && stepOf(terms, change.clock, one, context.at.getTime());
      if (!terms || !step || step.events.length === 0) continue;
      touched.add(policy);
      tell(change, terms, step, one.actor);
      if (!isOpen(change.clock)) {
        changes.delete(policy);
        ended.push(change);
      }
    }
    for (const [key, terms] of termsOf(context.release)) {
      if (changes.has(key) || touched.has(key) || !starts(context, terms, lead, one)) continue;
      const change = startOne(context, terms, lead, one);
      if (isOpen(change.clock)) changes.set(key, change);
      else ended.push(change);
    }
  }
  return [...ended, ...changes.values()].filter((change) => change.news.length > 0);
}

function isOpen({ state }: SlaClock): boolean {
  return state === 'RUNNING' || state === 'PAUSED' || state === 'BREACHED';
}

function tell(change: ClockChange, terms: SlaTerms, step: ClockStep, actor: string): void {
  change.clock = afterStep(terms, change.clock, step);
  change.news.push(...step.events.map((event) => ({ event, actor })));
}

function matches(triggers: readonly SlaTrigger[] | undefined, { happening }: TimedHappening, at: number): boolean {
  return (triggers ?? []).some((trigger) =>
    matchesTrigger(trigger, happening, (properties, where) => passesWhere(properties, where, at)),
  );
}

function stepOf(terms: SlaTerms, row: SlaClock, one: TimedHappening, at: number): ClockStep | null {
  const { policy } = terms;
  const clock = toClock(row);
  const told = one.occurredAt?.getTime() ?? null;
  const before = told !== null && told < row.triggeredAt.getTime() - SKEW_MS;
  if (before) return null;
  if (matches(policy.stopsOn, one, at)) return stopClock(terms, clock, at, told);
  if (matches(policy.cancelsOn, one, at) || losesItsHandoff(terms, one)) {
    const swept = sweepClock(terms, clock, at);
    const cancelled = cancelClock(swept.clock, at);
    return { clock: cancelled.clock, events: [...swept.events, ...cancelled.events] };
  }
  if (one.historical) return null;
  if (clock.state === 'RUNNING' && matches(policy.pausesOn, one, at)) return pauseClock(terms, clock, at);
  return matches(policy.resumesOn, one, at) ? resumeClock(terms, clock, at) : null;
}

/** What is owed for a handoff is owed no more once nobody waits for an answer: no trigger of a tree can say so. */
function losesItsHandoff({ policy: { startsOn } }: SlaTerms, { happening }: TimedHappening): boolean {
  return 'handoff' in startsOn && startsOn.handoff === 'opened' && isWithdrawal(happening);
}

function isWithdrawal(happening: Happening): boolean {
  return happening.kind === 'handoff' && happening.what === 'withdrawn';
}

function starts({ release, at }: StepContext, { policy }: SlaTerms, lead: ClockedLead, one: TimedHappening): boolean {
  if (one.historical || !matches([policy.startsOn], one, at.getTime())) return false;
  return !policy.when || conditionHolds(policy.when, release.compiled.context, lead.timeline, at.getTime());
}

function startOne(context: StepContext, terms: SlaTerms, lead: ClockedLead, one: TimedHappening): ClockChange {
  const { at, release, makeId } = context;
  const { policy } = terms;
  const ofHandoff =
    'handoff' in policy.startsOn || ('enter' in policy.startsOn && policy.startsOn.enter === lead.handoff?.stage);
  const handoff = ofHandoff ? lead.handoff : null;
  const row: SlaClock = {
    id: makeId(),
    leadId: lead.id,
    policy: policy.key,
    release: release.number,
    state: 'RUNNING',
    owedBy: policy.owedBy,
    ownerId: handoff?.assigneeId ?? lead.ownerId,
    triggeredAt: one.occurredAt ?? at,
    startedAt: at,
    dueAt: null,
    totalMs: 0,
    consumedMs: 0,
    runningSince: at,
    warned: 0,
    escalated: 0,
    warnedAt: null,
    breachedAt: null,
    stoppedAt: null,
    lookAt: null,
    handoffId: handoff?.id ?? null,
  };
  const change: ClockChange = { clock: row, news: [] };
  tell(change, terms, startClock(terms, at.getTime()), one.actor);
  const isMet = lead.ownerId !== null && policy.stopsOn.some((trigger) => 'assigned' in trigger);
  if (isMet) tell(change, terms, stopClock(terms, toClock(change.clock), at.getTime(), null), one.actor);
  return change;
}
