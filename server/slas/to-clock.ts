import type { Clock, ClockStep } from '../../core/definitions/sla/clock.js';
import { nextLook } from '../../core/definitions/sla/sweep-clock.js';
import type { SlaTerms } from '../../core/definitions/sla/terms.js';
import type { SlaClock } from '../entities/sla-clock.entity.js';

/** A stored clock as the arithmetic sees it. */
export function toClock(row: SlaClock): Clock {
  return {
    state: row.state,
    startedAt: row.startedAt.getTime(),
    dueAt: row.dueAt?.getTime() ?? null,
    total: row.totalMs,
    consumed: row.consumedMs,
    runningSince: row.runningSince?.getTime() ?? null,
    warned: row.warned,
    escalated: row.escalated,
    breachedAt: row.breachedAt?.getTime() ?? null,
    stoppedAt: row.stoppedAt?.getTime() ?? null,
  };
}

/** The row after a step, with the instant at which time will next change it. */
export function afterStep(terms: SlaTerms, row: SlaClock, { clock, events }: ClockStep): SlaClock {
  const warned = events.findLast((event) => event.kind === 'WARNED');
  return {
    ...row,
    state: clock.state,
    startedAt: new Date(clock.startedAt),
    dueAt: instant(clock.dueAt),
    totalMs: clock.total,
    consumedMs: clock.consumed,
    runningSince: instant(clock.runningSince),
    warned: clock.warned,
    escalated: clock.escalated,
    warnedAt: warned ? new Date(warned.at) : row.warnedAt,
    breachedAt: instant(clock.breachedAt),
    stoppedAt: instant(clock.stoppedAt),
    lookAt: instant(nextLook(terms, clock)),
  };
}

function instant(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
