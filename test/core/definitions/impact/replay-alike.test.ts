import { describe, expect, it } from '@jest/globals';
import { expectedActivities } from '../../../../core/definitions/impact/expected-activities.js';
import { isAlike } from '../../../../core/definitions/impact/is-alike.js';
import type { LeadHistory } from '../../../../core/definitions/impact/lead-history.js';
import { replayAlike } from '../../../../core/definitions/impact/replay-alike.js';
import { replaySide } from '../../../../core/definitions/impact/replay-side.js';
import type { ScoringModel } from '../../../../core/scoring/model.js';
import { fc } from '../../../helpers/fast-check.js';
import { seed } from '../../../helpers/seeded-random.js';
import { DAY, nobody, T0, tree } from '../follow-lead-cases.js';
import { arrivalsOf, lag, lively, steps, treeOf } from './random-arrivals.js';

/** The same model with other points, a little less or more, and another level. */
const changed = fc
  .tuple(lively, fc.constantFrom(7, 8, 9), fc.constantFrom(3, 4), fc.constantFrom(9, 10, 11))
  .map(([before, points, title, atLeast]) => {
    const rules = before.rules.map((rule, i) => ({ ...rule, points: i === 0 ? title : points }));
    const thresholds = before.thresholds.map((one) => ({ ...one, when: { score: 'heat', atLeast } }));
    const after: ScoringModel = { ...before, rules, thresholds };
    return { before: treeOf(before, {}), after: treeOf(after, {}) };
  });
const window = { from: T0, to: T0 + 100 * DAY };

describe(`a lead whose conditions hold at the same instants under both trees (SEED=${seed})`, () => {
  it('goes the same way under both, but for its scores', () => {
    let found = 0;
    fc.assert(
      fc.property(changed, lag, steps, fc.integer({ min: 1, max: 100 }), ({ before, after }, late, given, days) => {
        expect(isAlike(before, after)).toBe(true);
        const arrivals = arrivalsOf(late, given);
        const history: LeadHistory = {
          ...{ id: nobody.id, createdAt: T0, memory: nobody, arrivals, recorded: null, entered: new Map() },
          ...{ source: null, told: true },
        };
        const expected = expectedActivities(history, window.to - 1);
        const judgedAt = T0 + days * DAY - 1;
        const asked = { window, flags: new Set(['t0']), handoff: 'mql', judgedAt, expected };
        const short = replayAlike(after, replaySide(before, history, asked), asked);
        if (!short) return;
        found++;
        expect(short).toEqual(replaySide(after, history, { ...asked, expected: null }).side);
      }),
      { seed, numRuns: 600 },
    );
    expect(found).toBeGreaterThan(50);
  });

  it('is not looked for where more differs than when thresholds hold, or where who judges hangs on the lead', () => {
    const [starter] = tree.models;
    if (!starter) throw new Error('the starter has no model');
    const of = (model: ScoringModel) => treeOf({ ...model, appliesTo: undefined as never }, starter.context);
    const { model } = starter;
    const base = of(model);
    expect(isAlike(base, of({ ...model, rules: model.rules.slice(1) }))).toBe(true);
    expect(isAlike(base, of({ ...model, thresholds: model.thresholds.slice(1) }))).toBe(false);
    const [first, ...others] = model.thresholds.map((one) => ({ ...one }));
    if (!first) throw new Error('the starter model has no threshold');
    expect(isAlike(base, of({ ...model, thresholds: [{ ...first, cooldown: 'P3D' }, ...others] }))).toBe(false);
    const lifecycle = { ...base.tree.lifecycle, initial: 'elsewhere' };
    expect(isAlike(base, { ...base, tree: { ...base.tree, lifecycle } })).toBe(false);
    expect(isAlike(base, { ...base, models: [...base.models, ...base.models] })).toBe(false);
    const challengers = base.challengers.map((one) => ({ ...one, definition: { ...one.definition, share: 0.1 } }));
    expect(challengers).not.toEqual([]);
    expect(isAlike({ ...base, challengers }, { ...base, challengers })).toBe(false);
    const selective = treeOf({ ...model, appliesTo: { attribute: 'title', exists: true } }, starter.context);
    expect(isAlike(selective, selective)).toBe(false);
  });
});
