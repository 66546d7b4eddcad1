import { consumedTime } from '../../core/definitions/sla/consumed-time.js';
import type { SlaTerms } from '../../core/definitions/sla/terms.js';
import type { SlaClock } from '../entities/sla-clock.entity.js';
import { toClock } from './to-clock.js';

/** Seconds of counted time a clock has used by `at`, and has left (below 0 once breached; null once it ended). */
export function readClockTime(
  terms: SlaTerms | undefined,
  row: SlaClock,
  at: Date,
): { elapsedSeconds: number; remainingSeconds: number | null } {
  const used = terms ? consumedTime(terms, toClock(row), at.getTime()) : row.consumedMs;
  const isOpen = row.state === 'RUNNING' || row.state === 'PAUSED' || row.state === 'BREACHED';
  return { elapsedSeconds: used / 1000, remainingSeconds: isOpen ? (row.totalMs - used) / 1000 : null };
}
