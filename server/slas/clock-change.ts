import type { ClockEvent } from '../../core/definitions/sla/clock.js';
import type { SlaClock } from '../entities/sla-clock.entity.js';

/** Something a clock says of itself, beside what the arithmetic knows: it changed hands. */
export type ClockNews = Omit<ClockEvent, 'kind'> & { kind: ClockEvent['kind'] | 'REASSIGNED' };

/** A clock as it is now, and the news of how it came to be so. */
export interface ClockChange {
  clock: SlaClock;
  news: { event: ClockNews; actor: string }[];
}
