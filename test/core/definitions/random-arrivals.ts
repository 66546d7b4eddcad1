import type { Arrival } from '../../../core/definitions/followed-lead.js';
import type { Fact } from '../../../core/scoring/facts.js';
import { fc } from '../../helpers/fast-check.js';
import { answer, retraction } from '../scoring/make-facts.js';
import { born, DAY, fact, fitting, look, T0, told } from './follow-lead-cases.js';

const activities = ['call.held', 'demo.booked', 'page.viewed', 'page.viewed', 'asset.downloaded'];
const attributes = ['vp', 'staff', 'edu', 'owner', 'acme', 'globex', 'acme small', 'acme big', 'source'];
const step = fc.record({
  wait: fc.integer({ min: 0, max: 4 * DAY }),
  late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 * DAY })),
  what: fc.constantFrom(...activities, ...attributes, 'look', 'nurture', 'mql', 'budget', 'retract'),
});
/** What may arrive at a lead, one after the other. */
export const steps = fc.array(step, { minLength: 1, maxLength: 14 });

/** A lead that fits, and what arrives at it. */
export function arrivalsOf(given: readonly { wait: number; late: number; what: string }[]): Arrival[] {
  let at = T0;
  const arrivals: Arrival[] = [born(at, ...fitting(at))];
  for (const { wait, late, what } of given) {
    at += wait;
    arrivals.push(arrivalOf(what, at, at - late, arrivals));
  }
  return arrivals;
}

function arrivalOf(what: string, at: number, occurredAt: number, before: readonly Arrival[]): Arrival {
  const move = { at, historical: false, occurredAt: at, records: [], kind: 'move' as const, by: 'person' as const };
  switch (what) {
    case 'look':
      return look(at);
    case 'nurture':
      return { ...move, to: 'nurture', reason: 'low-intent' };
    case 'mql':
      return { ...move, to: 'mql' };
    case 'owner':
      return told(at, fact(occurredAt, { path: 'owner', value: 'user_1' }));
    case 'retract': {
      const told = before.flatMap((arrival) => (arrival.kind === 'facts' ? arrival.facts : []));
      return { kind: 'facts', at, historical: false, facts: [retraction(at, told.slice(-1))] };
    }
    case 'budget':
      return told(at, answer(occurredAt, 'bant', 'budget', 'confirmed'));
    case 'acme':
    case 'globex':
      return told(at, fact(occurredAt, { path: 'account', value: what }));
    case 'acme small':
    case 'acme big': {
      const employees = fact(occurredAt, { path: 'account.employees', value: what === 'acme big' ? 400 : 4 });
      return told(at, { ...employees, account: 'acme' } as Fact);
    }
    case 'source':
      return told(at, fact(occurredAt, { path: 'source', value: 'web' }));
    case 'vp':
    case 'staff':
      return told(at, fact(occurredAt, { path: 'seniority', value: what }));
    case 'edu':
      return told(at, fact(occurredAt, { path: 'email', value: 'a@b.edu' }));
    default:
      return told(at, fact(occurredAt, { activity: what, properties: { page: 'pricing' } }));
  }
}
