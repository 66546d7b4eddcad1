import type { SlaClock } from '../entities/sla-clock.entity.js';
import type { ClockChange } from './clock-change.js';

/** Gives a clock to another person; its state and time stay. */
export function reassignClock(clock: SlaClock, ownerId: string | null, at: Date, actor: string): ClockChange {
  const event = { kind: 'REASSIGNED' as const, at: at.getTime(), before: clock.state, after: clock.state };
  return { clock: { ...clock, ownerId }, news: [{ event, actor }] };
}
