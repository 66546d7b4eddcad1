import type { Clock, ClockStep } from './clock.js';
import { sweepClock } from './sweep-clock.js';
import type { SlaTerms } from './terms.js';

/**
 * Stops a clock at `at`, the instant of the log. `occurredAt` is the sender's own time of the stop, where he gave one:
 * before the due instant it makes a breach undone. A stop stamped by the platform is judged by the order of the log: not
 * before the due instant, the breach comes first and the clock is met late. Ended clocks do not change.
 */
export function stopClock(terms: SlaTerms, clock: Clock, at: number, occurredAt: number | null): ClockStep {
  if (!['RUNNING', 'PAUSED', 'BREACHED'].includes(clock.state)) return { clock, events: [] };
  const stopped = Math.max(clock.startedAt, Math.min(occurredAt ?? at, at));
  const intime = clock.dueAt === null || stopped < clock.dueAt;
  if (intime) {
    const warned = sweepClock(terms, clock, stopped);
    const met: Clock = { ...warned.clock, state: 'MET', stoppedAt: stopped, breachedAt: null };
    const corrects = clock.state === 'BREACHED';
    const event = { kind: 'MET' as const, at: stopped, before: clock.state, after: met.state, corrects };
    return { clock: met, events: [...warned.events, event] };
  }
  const swept = sweepClock(terms, clock, Math.max(stopped, clock.dueAt as number));
  const late: Clock = { ...swept.clock, state: 'MET_LATE', stoppedAt: stopped };
  return {
    clock: late,
    events: [...swept.events, { kind: 'MET_LATE', at: stopped, before: 'BREACHED', after: 'MET_LATE' }],
  };
}
