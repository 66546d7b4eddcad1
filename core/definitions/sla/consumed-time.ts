import type { Clock } from './clock.js';
import { countedTime, type SlaTerms } from './terms.js';

/** Counted time a clock has used up by `at`, milliseconds: the true measure also of one met late. */
export function consumedTime(terms: SlaTerms, clock: Clock, at: number): number {
  if (clock.runningSince === null) return clock.consumed;
  return clock.consumed + countedTime(terms, clock.runningSince, clock.stoppedAt ?? at);
}
