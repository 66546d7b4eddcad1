import type { Finding } from '../finding.js';
import type { CheckedTree } from './check.js';

/** Errors: clocks without the calendar they need, or with a time they cannot count. */
export function findClockFaults({ tree }: CheckedTree): Finding[] {
  return tree.slas.policies.flatMap((policy, index): Finding[] => {
    const found: Finding[] = [];
    const fault = (pointer: string, code: string, message: string, hint: string): void => {
      found.push({ level: 'error', code, path: 'slas.json', pointer: `/policies/${index}${pointer}`, message, hint });
    };
    if (policy.clock !== 'elapsed' && policy.calendar === undefined) {
      const message = `The policy '${policy.key}' counts working time, but names no calendar.`;
      fault('', 'missing-calendar', message, 'Name one of the calendars.');
    }
    if (policy.clock === 'business' && /^P[^T]*[WD]/.test(policy.within)) {
      const message = `${policy.within} of working time has days; 'business' counts hours, minutes and seconds.`;
      fault('/within', 'bad-duration', message, 'Write PT8H, or use the clock businessDay.');
    }
    if (policy.clock === 'businessDay' && !/^P[0-9]+[DW]$/.test(policy.within)) {
      const message = `${policy.within} is no number of working days; 'businessDay' counts whole days.`;
      fault('/within', 'bad-duration', message, 'Write P1D, or use the clock business.');
    }
    if (policy.pausesOn?.length && !policy.resumesOn?.length) {
      const message = `The policy '${policy.key}' can be paused, but nothing resumes it.`;
      fault('/pausesOn', 'never-resumed', message, 'Add resumesOn, or cancel the clock instead.');
    }
    return found;
  });
}
