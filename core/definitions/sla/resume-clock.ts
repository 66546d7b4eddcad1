import { parseDuration } from '../../scoring/duration.js';
import { nextOpening } from '../business-time/next-opening.js';
import type { Clock, ClockStep } from './clock.js';
import { addCountedTime, type SlaTerms } from './terms.js';

/** Lets a paused clock run on with the time it had left. */
export function resumeClock(terms: SlaTerms, clock: Clock, at: number): ClockStep {
  if (clock.state !== 'PAUSED') return { clock, events: [] };
  return {
    clock: { ...clock, state: 'RUNNING', runningSince: at, dueAt: dueAfter(terms, at, clock.total - clock.consumed) },
    events: [{ kind: 'RESUMED', at, before: 'PAUSED', after: 'RUNNING' }],
  };
}

/** Whole working days end while the calendar is open: where what is left ends at a closing, that is the next opening. */
function dueAfter(terms: SlaTerms, at: number, left: number): number {
  const due = addCountedTime(terms, at, left);
  const { policy, calendar } = terms;
  const ofDays = policy.clock === 'businessDay' && parseDuration(policy.within) > 0;
  return ofDays && calendar ? nextOpening(calendar, due) : due;
}
