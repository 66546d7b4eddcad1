import { dueAt } from '../business-time/due-at.js';
import type { ClockStep } from './clock.js';
import { countedTime, type SlaTerms } from './terms.js';

/** Starts a clock at the instant the platform recorded its cause. */
export function startClock(terms: SlaTerms, at: number): ClockStep {
  const due = dueAt(terms.policy, terms.calendar, at);
  return {
    clock: {
      state: 'RUNNING',
      startedAt: at,
      dueAt: due,
      total: countedTime(terms, at, due),
      consumed: 0,
      runningSince: at,
      warned: 0,
      escalated: 0,
      breachedAt: null,
      stoppedAt: null,
    },
    events: [{ kind: 'STARTED', at, before: null, after: 'RUNNING' }],
  };
}
