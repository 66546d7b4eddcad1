import { describe, expect, it } from '@jest/globals';
import { followLead } from '../../../core/definitions/follow-lead.js';
import type { Arrival } from '../../../core/definitions/followed-lead.js';
import { born, DAY, fact, fitting, look, nobody, plain, remember, T0, told, tree } from './follow-lead-cases.js';

describe('followLead', () => {
  it('begins a lead, crosses with the fact that completes it and moves it', () => {
    const { effects, stage } = followLead(tree, nobody, [
      born(T0, ...fitting(T0)),
      told(T0 + 1, fact(T0, { activity: 'demo.booked' })),
    ]);
    expect(plain(effects)).toEqual([
      'null→lead pass 1 INTEGRATION 50000000',
      '2026-01-05T09:00:00.001Z mql UP ACTIVITY 50000000→85000000 MOVED',
      'lead→mql pass 1 SCORE 85000000',
      '2026-01-05T09:00:00.001Z warm UP ACTIVITY 50000000→85000000 ANNOUNCED',
    ]);
    expect(stage).toBe('mql');
  });

  it('lets time cross at its own instants before whatever arrives later', () => {
    const { effects, dueAt } = followLead(tree, nobody, [
      born(T0, fact(T0, { activity: 'call.held' }), fact(T0, { activity: 'call.held' })),
      told(T0 + 30 * DAY, fact(T0, { path: 'title', value: 'CFO' })),
    ]);
    const crossings = effects.flatMap((effect) => (effect.kind === 'crossing' ? [effect] : []));
    expect(
      crossings.map(({ threshold, direction, cause, at }) => [threshold, direction, cause, (at - T0) / DAY]),
    ).toEqual([
      ['warm', 'UP', 'ACTIVITY', 0],
      ['warm', 'DOWN', 'TIME', expect.closeTo(5, 3)],
    ]);
    expect(dueAt).toBeNull();
  });

  it('leaves all as it was when a move is refused, what came with it included', () => {
    const before = [born(T0, ...fitting(T0)), look(T0 + DAY)];
    const move: Arrival = {
      kind: 'move',
      at: T0 + DAY,
      historical: false,
      to: 'sal',
      by: 'person',
      occurredAt: T0 + DAY,
      records: [[fact(T0, { activity: 'demo.booked' })]],
    };
    const refused = followLead(tree, nobody, [...before, move]);
    const without = followLead(tree, nobody, before);
    expect(refused.refused.get(2)).toMatchObject([{ code: 'REQUIRED', field: ['owner'] }]);
    expect(plain(refused.effects)).toEqual(plain(without.effects));
    expect([refused.stage, refused.thresholds, refused.evaluation?.value]).toEqual([
      without.stage,
      without.thresholds,
      without.evaluation?.value,
    ]);
  });

  it('ends the pass in nurture and counts on when the lead comes back', () => {
    const move = (at: number, to: string, reason: string | null = null): Arrival => ({
      kind: 'recorded-move',
      cause: 'IMPORT',
      at,
      historical: true,
      to,
      occurredAt: at,
      reason,
      records: [],
    });
    const { effects, evaluation } = followLead(tree, nobody, [
      born(T0),
      move(T0 + 1, 'mql'),
      move(T0 + 2, 'nurture', 'low-intent'),
      move(T0 + 3, 'mql'),
      move(T0 + 4, 'disqualified'),
      move(T0 + 5, 'nurture'),
      move(T0 + 5, 'nurture'),
      move(T0 + 6, 'sql'),
    ]);
    expect(evaluation?.value).toBe(0);
    expect(plain(effects)).toEqual([
      'null→lead pass 1 INTEGRATION 0',
      'lead→mql pass 1 IMPORT 0',
      'mql→nurture pass 1 IMPORT 0',
      'pass 2',
      'nurture→mql pass 2 IMPORT 0',
      'mql→disqualified pass 2 IMPORT 0',
      'disqualified→nurture pass 2 IMPORT 0',
      'pass 3',
      'nurture→sql pass 3 IMPORT 0',
    ]);
  });

  it('always says what the lead scores, and begins history in nurture with the pass ended', () => {
    const enter = { to: 'nurture', occurredAt: T0, by: 'integration' as const, reason: 'low-intent' };
    const begun: Arrival = { kind: 'facts', at: T0, historical: true, facts: fitting(T0), enter };
    const first = followLead(tree, nobody, [begun]);
    expect(plain(first.effects)).toEqual(['null→nurture pass 1 IMPORT 50000000', 'pass 2']);
    const asked = { at: T0 + 1, historical: false, occurredAt: T0 + 1, records: [], kind: 'move' as const };
    const refused = followLead(tree, remember(nobody, [begun], first), [{ ...asked, to: 'customer', by: 'person' }]);
    expect([refused.refused.size, refused.effects, refused.evaluation?.value]).toEqual([1, [], 50_000_000]);
  });

  it('keeps quiet about leads in a final stage', () => {
    const arrivals: Arrival[] = [
      born(T0, fact(T0, { activity: 'call.held' })),
      {
        kind: 'recorded-move',
        cause: 'IMPORT',
        at: T0 + 1,
        historical: true,
        to: 'customer',
        occurredAt: T0 + 1,
        records: [],
      },
      { kind: 'look', at: T0 + 30 * DAY, historical: true, unlessFinal: true },
    ];
    const { effects, thresholds, evaluatedAt } = followLead(tree, nobody, arrivals);
    expect(effects.filter((effect) => effect.kind === 'crossing').length).toBe(1);
    expect(thresholds.warm?.up).toBe(false);
    expect(evaluatedAt).toBe(T0 + 30 * DAY);
  });

  it('does not let a lead be that nothing made', () => {
    expect(() => followLead(tree, nobody, [told(T0, fact(T0, { activity: 'demo.booked' }))])).toThrow('lead_1');
  });
});
