import { describe, expect, it } from '@jest/globals';
import { followFromSnapshot } from '../../../core/definitions/follow-from-snapshot.js';
import { followLead } from '../../../core/definitions/follow-lead.js';
import type { Effect, FollowedLead } from '../../../core/definitions/followed-lead.js';
import { fc } from '../../helpers/fast-check.js';
import { seed } from '../../helpers/seeded-random.js';
import { DAY, look, nobody, plain, remember, T0, tree } from './follow-lead-cases.js';
import { arrivalsOf, steps } from './random-arrivals.js';

/** An effect without what explains it. */
function outline(effect: Effect): unknown {
  if (effect.kind === 'crossing') return [effect.threshold, effect.direction, effect.at, effect.outcome];
  return effect.kind === 'transition' ? [effect.from, effect.to, effect.occurredAt, effect.cause] : effect.fact;
}

describe(`followLead, cut anywhere (SEED=${seed})`, () => {
  it('comes to the same wherever its arrivals are cut and remembered', () => {
    fc.assert(
      fc.property(steps, fc.nat(), (given, where) => {
        const arrivals = arrivalsOf(given);
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
      { seed, numRuns: 150 },
    );
  });

  it('comes to the same one arrival at a time, where each is judged in full, and bare', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const arrivals = [...arrivalsOf(given), look(T0 + 100 * DAY)];
        const whole = followLead(tree, nobody, arrivals);
        const bare = followLead(tree, nobody, arrivals, { bare: true });
        let memory = nobody;
        const effects: Effect[] = [];
        for (const arrival of arrivals) {
          const one = followLead(tree, memory, [arrival]);
          effects.push(...one.effects);
          memory = remember(memory, [arrival], one);
        }
        expect(plain(effects)).toEqual(plain(whole.effects));
        expect([memory.stage, memory.thresholds, memory.dueAt]).toEqual([whole.stage, whole.thresholds, whole.dueAt]);
        expect(bare.effects.map(outline)).toEqual(whole.effects.map(outline));
        expect([bare.stage, bare.thresholds, bare.segment()]).toEqual([whole.stage, whole.thresholds, whole.segment()]);
        expect(bare.evaluation?.value).toBe(whole.evaluation?.value);
      }),
      { seed, numRuns: 150 },
    );
  });

  it('comes to the same from snapshots, bit for bit, and needs the facts only now and then', () => {
    let [fromSnapshot, fromFacts] = [0, 0];
    fc.assert(
      fc.property(steps, (given) => {
        const arrivals = [...arrivalsOf(given), look(T0 + 100 * DAY)];
        const whole = followLead(tree, nobody, arrivals);
        let memory = nobody;
        let snapshot: string | null = null;
        const effects: Effect[] = [];
        let last: FollowedLead | null = null;
        for (const arrival of arrivals) {
          const stored: FollowedLead | null =
            snapshot === null ? null : followFromSnapshot(tree, memory, snapshot, [arrival]);
          if (stored) fromSnapshot++;
          else fromFacts++;
          last = stored ?? followLead(tree, memory, [arrival]);
          effects.push(...last.effects);
          memory = remember(memory, [arrival], last);
          snapshot = last.snapshot();
          expect(snapshot).not.toBeNull();
        }
        expect(plain(effects)).toEqual(plain(whole.effects));
        const state = ({ stage, pass, thresholds, evaluatedAt, evaluation, model }: FollowedLead) => [
          ...[stage, pass, thresholds, evaluatedAt, model?.model.key],
          ...[evaluation?.value, evaluation?.scores, evaluation?.thresholds],
        ];
        expect(last && state(last)).toEqual(state(whole));
      }),
      { seed, numRuns: 300 },
    );
    expect(fromSnapshot).toBeGreaterThan(fromFacts);
  });
});
