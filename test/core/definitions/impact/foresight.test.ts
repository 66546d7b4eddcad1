import { describe, expect, it } from '@jest/globals';
import { followLead } from '../../../../core/definitions/follow-lead.js';
import type { Arrival, Effect } from '../../../../core/definitions/followed-lead.js';
import { expectedActivities } from '../../../../core/definitions/impact/expected-activities.js';
import { openTurns } from '../../../../core/scoring/replay/open-turns.js';
import { fc } from '../../../helpers/fast-check.js';
import { seed } from '../../../helpers/seeded-random.js';
import { context, model } from '../../scoring/arbitrary-model.js';
import { born, DAY, fact, look, nobody, T0, told } from '../follow-lead-cases.js';
import { arrivalsOf, lag, lively, steps, treeOf } from './random-arrivals.js';

function outline(effect: Effect): unknown {
  if (effect.kind === 'crossing') return [effect.threshold, effect.direction, effect.at, effect.outcome, effect.after];
  return effect.kind === 'transition'
    ? [effect.from, effect.to, effect.occurredAt, effect.cause, effect.pass]
    : effect.fact;
}

const readable = fc
  .tuple(fc.oneof(model, lively), context)
  .map(([{ appliesTo: _, ...definition }, given]) => treeOf(definition, given))
  .filter((made) => made.models.every((compiled) => openTurns(compiled) !== null));

describe(`what is foreseen of a lead (SEED=${seed})`, () => {
  it('spares looks and changes nothing', () => {
    fc.assert(
      fc.property(readable, lag, steps, (made, late, given) => {
        const arrivals = arrivalsOf(late, given);
        const end = (arrivals.at(-1)?.at ?? T0) + 30 * DAY;
        const all = [...arrivals, look(end)];
        const expected = expectedActivities({ memory: nobody, arrivals }, end);
        const foreseen = followLead(made, nobody, all, { bare: true, expected });
        const walked = followLead(made, nobody, all, { bare: true });
        expect(foreseen.effects.map(outline)).toEqual(walked.effects.map(outline));
        expect([foreseen.stage, foreseen.pass, foreseen.thresholds]).toEqual([
          walked.stage,
          walked.pass,
          walked.thresholds,
        ]);
        expect(foreseen.evaluation?.value).toBe(walked.evaluation?.value);
      }),
      { seed, numRuns: 400 },
    );
  });

  it('is nothing where more comes than activities in their order, attributes and moves', () => {
    const expects = (...arrivals: Arrival[]) => expectedActivities({ memory: nobody, arrivals }, T0 + DAY);
    const first = born(T0, fact(T0, { path: 'title', value: 'vp' }), fact(T0, { activity: 'a' }));
    expect(expects(first, told(T0 + 5, fact(T0 + 2, { activity: 'b' })))).toMatchObject({
      times: [T0, T0 + 2],
      entries: [T0, T0 + 5],
      lag: 3,
    });
    expect(expects(first, told(T0 + 5, fact(T0 - 2, { activity: 'b' })))).toBeNull();
    expect(expects(first, told(T0 + 5, fact(T0 + 6, { activity: 'b' })))).toBeNull();
    expect(expects(first, told(T0 + 5, fact(T0 + 6, { path: 'title', value: 'staff' })))).toBeNull();
    expect(expects(first, { kind: 'facts', at: T0 + 5, historical: true, facts: [] })).toBeNull();
    expect(expects(first, look(T0 + 5))).toBeNull();
  });
});
