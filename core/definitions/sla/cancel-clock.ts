import type { Clock, ClockStep } from './clock.js';

/** Ends a clock without a verdict; ended clocks do not change. */
export function cancelClock(clock: Clock, at: number): ClockStep {
  if (!['RUNNING', 'PAUSED', 'BREACHED'].includes(clock.state)) return { clock, events: [] };
  return {
    clock: { ...clock, state: 'CANCELLED', stoppedAt: at },
    events: [{ kind: 'CANCELLED', at, before: clock.state, after: 'CANCELLED' }],
  };
}
