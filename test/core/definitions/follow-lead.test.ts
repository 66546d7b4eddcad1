import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileTree } from '../../../core/definitions/compile-tree.js';
import { followLead } from '../../../core/definitions/follow-lead.js';
import type { Arrival, Effect, FollowedLead, LeadMemory } from '../../../core/definitions/followed-lead.js';
import { readTree } from '../../../core/definitions/read-tree.js';
import type { Fact, Json } from '../../../core/scoring/facts.js';

const DAY = 86_400_000;
const T0 = Date.UTC(2026, 0, 5, 9);

function starter() {
  const root = 'scoring-models';
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(root, name), 'utf8')]));
  const { tree } = readTree(files);
  const model = tree.models['hundred-point'];
  if (!model) throw new Error('the starter tree has lost its model');
  model.rules.push({ key: 'fading', score: 'engagement', points: 30, each: { activity: 'call.held' }, decay: { linear: 'P10D' } });
  model.thresholds.push({ key: 'warm', when: { score: 'engagement', atLeast: 30 }, cooldown: 'P2D' });
  model.thresholds.push({ key: 'gone', moveTo: 'nurture', reason: 'low-intent', when: { score: 'engagement', below: -5 } });
  return compileTree(tree);
}

const tree = starter();
let messages = 0;

function fact(at: number, rest: { activity: string; properties?: Record<string, Json> } | { path: string; value: Json }): Fact {
  const base = { occurredAt: at, receivedAt: at, ordinal: 0, sequence: 0, source: 's', messageId: `m${messages++}` };
  if ('path' in rest) return { ...base, kind: 'attribute', path: rest.path, value: rest.value };
  return { ...base, kind: 'activity', type: rest.activity, properties: rest.properties ?? {} };
}

const told = (at: number, ...facts: Fact[]): Arrival => ({ kind: 'facts', at, historical: false, facts });
const born = (at: number, ...facts: Fact[]): Arrival => ({
  kind: 'facts', at, historical: false, facts, enter: { to: 'lead', occurredAt: at, by: 'integration' },
});
const look = (at: number): Arrival => ({ kind: 'look', at, historical: false });
const nobody: LeadMemory = {
  id: 'lead_1', stage: null, stageSince: 0, pass: 1, thresholds: {}, evaluatedAt: null, dueAt: null, facts: [],
};

function remember(before: LeadMemory, arrivals: readonly Arrival[], followed: FollowedLead): LeadMemory {
  const facts = arrivals.flatMap((arrival, index) => {
    if (arrival.kind === 'facts') return arrival.facts;
    return arrival.kind === 'look' || followed.refused.has(index) ? [] : arrival.records.flat();
  });
  const passes = followed.effects.flatMap((effect) => (effect.kind === 'pass' ? [effect.fact] : []));
  const { stage, stageSince, pass, thresholds, evaluatedAt, dueAt } = followed;
  return { id: before.id, stage, stageSince, pass, thresholds, evaluatedAt, dueAt, facts: [...before.facts, ...facts, ...passes] };
}

const plain = (effects: readonly Effect[]) =>
  effects.map((effect) => {
    if (effect.kind === 'crossing') {
      const { threshold, direction, cause, at, before, after, outcome } = effect;
      return `${new Date(at).toISOString()} ${threshold} ${direction} ${cause} ${before}→${after} ${outcome}`;
    }
    if (effect.kind === 'pass') return `pass ${effect.fact.pass}`;
    return `${effect.from}→${effect.to} pass ${effect.pass} ${effect.cause} ${effect.score}`;
  });

const fit = (at: number) => [
  fact(at, { path: 'account.employees', value: 200 }),
  fact(at, { path: 'account.industry', value: 'saas' }),
  fact(at, { path: 'seniority', value: 'vp' }),
];

describe('followLead', () => {
  it('begins a lead, crosses with the fact that completes it and moves it', () => {
    const { effects, stage } = followLead(tree, nobody, [
      born(T0, ...fit(T0)),
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
    expect(crossings.map(({ threshold, direction, cause, at }) => [threshold, direction, cause, (at - T0) / DAY])).toEqual([
      ['warm', 'UP', 'ACTIVITY', 0],
      ['warm', 'DOWN', 'TIME', expect.closeTo(5, 3)],
    ]);
    expect(dueAt).toBeNull();
  });

  it('leaves all as it was when a move is refused, what came with it included', () => {
    const before = [born(T0, ...fit(T0)), look(T0 + DAY)];
    const move: Arrival = {
      kind: 'move', at: T0 + DAY, historical: false, to: 'sal', by: 'person', occurredAt: T0 + DAY,
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
      kind: 'recorded-move', cause: 'IMPORT', at, historical: true, to, occurredAt: at, reason, records: [],
    });
    const { effects } = followLead(tree, nobody, [
      born(T0),
      move(T0 + 1, 'mql'),
      move(T0 + 2, 'nurture', 'low-intent'),
      move(T0 + 3, 'mql'),
      move(T0 + 4, 'disqualified'),
      move(T0 + 5, 'nurture'),
      move(T0 + 5, 'nurture'),
      move(T0 + 6, 'sql'),
    ]);
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

  it('keeps quiet about leads in a final stage', () => {
    const arrivals: Arrival[] = [
      born(T0, fact(T0, { activity: 'call.held' })),
      { kind: 'recorded-move', cause: 'IMPORT', at: T0 + 1, historical: true, to: 'customer', occurredAt: T0 + 1, records: [] },
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

  it('comes to the same wherever its arrivals are cut and remembered', () => {
    const step = fc.record({
      wait: fc.integer({ min: 0, max: 4 * DAY }),
      late: fc.integer({ min: 0, max: 12 * DAY }),
      what: fc.constantFrom('call.held', 'demo.booked', 'page.viewed', 'vp', 'staff', 'edu', 'look', 'nurture', 'mql', 'owner'),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), fc.nat(), (steps, where) => {
        let at = T0;
        const arrivals: Arrival[] = [born(at, ...fit(at))];
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
