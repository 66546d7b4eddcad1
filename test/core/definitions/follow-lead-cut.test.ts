import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { followLead } from '../../../core/definitions/follow-lead.js';
import type { Arrival } from '../../../core/definitions/followed-lead.js';
import { born, DAY, fact, fitting, look, nobody, plain, remember, T0, told, tree } from './follow-lead-cases.js';

describe('followLead, cut anywhere', () => {
  it('comes to the same wherever its arrivals are cut and remembered', () => {
    const step = fc.record({
      wait: fc.integer({ min: 0, max: 4 * DAY }),
      late: fc.integer({ min: 0, max: 12 * DAY }),
      what: fc.constantFrom(
        'call.held',
        'demo.booked',
        'page.viewed',
        'vp',
        'staff',
        'edu',
        'look',
        'nurture',
        'mql',
        'owner',
      ),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), fc.nat(), (steps, where) => {
        let at = T0;
        const arrivals: Arrival[] = [born(at, ...fitting(at))];
        for (const { wait, late, what } of steps) {
          at += wait;
          arrivals.push(arrivalOf(what, at, at - late));
        }
        const whole = followLead(tree, nobody, arrivals);
        const cut = 1 + (where % arrivals.length);
        const head = arrivals.slice(0, cut);
        const first = followLead(tree, nobody, head);
        const second =
          cut === arrivals.length ? null : followLead(tree, remember(nobody, head, first), arrivals.slice(cut));
        expect(plain([...first.effects, ...(second?.effects ?? [])])).toEqual(plain(whole.effects));
        const last = second ?? first;
        expect([last.stage, last.pass, last.thresholds, last.dueAt]).toEqual([
          whole.stage,
          whole.pass,
          whole.thresholds,
          whole.dueAt,
        ]);
      }),
      { numRuns: 150 },
    );
  });
});

function arrivalOf(what: string, at: number, occurredAt: number): Arrival {
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
    case 'vp':
    case 'staff':
      return told(at, fact(occurredAt, { path: 'seniority', value: what }));
    case 'edu':
      return told(at, fact(occurredAt, { path: 'email', value: 'a@b.edu' }));
    default:
      return told(at, fact(occurredAt, { activity: what, properties: { page: 'pricing' } }));
  }
}
