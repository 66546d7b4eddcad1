import type { Clock, ClockStep } from './clock.js';
import type { SlaTerms } from './terms.js';
import { addCountedTime } from './terms.js';

/** Lets a paused clock run on with the time it had left. */
export function resumeClock(terms: SlaTerms, clock: Clock, at: number): ClockStep {
  if (clock.state !== 'PAUSED') return { clock, events: [] };
  const due = addCountedTime(terms, at, clock.total - clock.consumed);
  return {
    clock: { ...clock, state: 'RUNNING', runningSince: at, dueAt: due },
    events: [{ kind: 'RESUMED', at, before: 'PAUSED', after: 'RUNNING' }],
  };
}
