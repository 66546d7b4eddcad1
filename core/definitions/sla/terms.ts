import { parseDuration } from '../../scoring/duration.js';
import { addWorkingTime } from '../business-time/add-working-time.js';
import type { Calendar } from '../business-time/calendar.js';
import { workingTime } from '../business-time/working-time.js';
import type { SlaPolicyDefinition } from '../tree.js';

/** A policy ready to count with. */
export interface SlaTerms {
  policy: SlaPolicyDefinition;
  calendar: Calendar | null;
}

/** Counted time between two instants: working time where the policy counts it, else all time. Milliseconds. */
export function countedTime(terms: SlaTerms, from: number, to: number): number {
  const elapsed = terms.policy.clock === 'elapsed' || !terms.calendar;
  return elapsed ? Math.max(0, to - from) : workingTime(terms.calendar as Calendar, from, to);
}

/** The instant at which `milliseconds` of counted time have passed since `from`. */
export function addCountedTime(terms: SlaTerms, from: number, milliseconds: number): number {
  const elapsed = terms.policy.clock === 'elapsed' || !terms.calendar;
  return elapsed ? from + Math.max(0, milliseconds) : addWorkingTime(terms.calendar as Calendar, from, milliseconds);
}

/** Counted time after which each warning of the policy is due, of a clock with `total` in all; never below 0. */
export function warningMarks(terms: SlaTerms, total: number): number[] {
  return (terms.policy.warnAt ?? []).map((warning) =>
    'percent' in warning
      ? Math.round((total * warning.percent) / 100)
      : Math.max(0, total - parseDuration(warning.before)),
  );
}
