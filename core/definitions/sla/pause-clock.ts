import type { Clock, ClockStep } from './clock.js';
import { consumedTime } from './consumed-time.js';
import { sweepClock } from './sweep-clock.js';
import type { SlaTerms } from './terms.js';

/** Pauses a running clock; what is left of its time is kept. One that is due by then is breached instead. */
export function pauseClock(terms: SlaTerms, clock: Clock, at: number): ClockStep {
  const swept = sweepClock(terms, clock, at);
  if (swept.clock.state !== 'RUNNING') return swept;
  const consumed = consumedTime(terms, swept.clock, at);
  return {
    clock: { ...swept.clock, state: 'PAUSED', consumed, runningSince: null, dueAt: null },
    events: [...swept.events, { kind: 'PAUSED', at, before: 'RUNNING', after: 'PAUSED' }],
  };
}
