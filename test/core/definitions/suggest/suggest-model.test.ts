import { describe, expect, it } from '@jest/globals';
import { isHeldOut } from '../../../../core/definitions/suggest/is-held-out.js';
import { judgedMoment } from '../../../../core/definitions/suggest/judged-moment.js';
import { probability } from '../../../../core/definitions/suggest/logistic-loss.js';
import type { Observation } from '../../../../core/definitions/suggest/observation.js';
import { scoreFeatures } from '../../../../core/definitions/suggest/score-features.js';
import { suggestModel } from '../../../../core/definitions/suggest/suggest-model.js';
import type { ScoringModel } from '../../../../core/scoring/model.js';
import { randomFrom } from '../../../helpers/seeded-random.js';
import { tree } from '../follow-lead-cases.js';

const DAY = 86_400_000;
const END = Date.UTC(2026, 5, 1);
const rule = (key: string, points: number) => ({ key, score: 'fit', points, when: { attribute: key, equals: 'yes' } });
const model: ScoringModel = {
  language: 1,
  key: 'fitted',
  version: '1.0.0',
  name: 'Fitted',
  scores: { fit: { min: 0, max: 100 }, total: { sum: ['fit'], min: 0, max: 100 } },
  primary: 'total',
  rules: [rule('strong', 10), rule('noise', 40), rule('against', 10), rule('rare', 5), rule('late', 20)],
  thresholds: [
    { key: 'mql', moveTo: 'mql', when: { score: 'total', atLeast: 60 }, release: { score: 'total', below: 50 } },
  ],
};
const question = { outcome: 'customer', targets: new Set(['mql']), end: END, seed: 1, capacity: null };

/** Leads whose outcome hangs on `strong` and against `against`; `late` is set once sales has them. */
function observe(count: number, random = randomFrom(7)): Observation[] {
  return Array.from({ length: count }, (_, index): Observation => {
    const [strong, noise, against] = [random() < 0.5, random() < 0.5, random() < 0.3].map(Number) as [
      number,
      number,
      number,
    ];
    const reached = random() < probability(-1 + 2 * strong - 1.5 * against);
    const features = { strong, noise, against, rare: Number(index === 5), late: 0 };
    const at = END - 90 * DAY + index;
    const moment = { judgedAt: at, since: at, contacted: true, reachedAfter: reached ? 10 * DAY : null };
    return { id: `lead_${index}`, ...moment, features, later: { ...features, late: Number(reached) } };
  });
}

describe('a suggestion', () => {
  it('gives points to what tells outcomes apart, says what it left alone, and is better on leads it has not seen', () => {
    const made = suggestModel(model, observe(2_000), question);
    const points = Object.fromEntries(made.rules.map(({ rule: key, after }) => [key, after]));
    expect(points['strong']).toBeGreaterThan(15);
    expect(points['against']).toBeLessThan(-10);
    expect(Math.abs(points['noise'] as number)).toBeLessThan(12);
    expect(made.rules.find((one) => one.rule === 'rare')).toMatchObject({
      after: 5,
      kept: expect.stringContaining('too few'),
    });
    expect(made.rules.find((one) => one.rule === 'late')).toMatchObject({
      after: 20,
      kept: expect.stringContaining('set after contact'),
    });
    const sizes = made.rules.filter(({ kept }) => kept === null).map(({ after }) => Math.abs(after));
    expect(Math.abs(sizes.reduce((a, b) => a + b, 0) - 60)).toBeLessThanOrEqual(2);
    expect(made.after.auc?.low).toBeGreaterThan(made.before.auc?.high as number);
    expect(made).toMatchObject({ used: 2_000, tooYoung: 0, seed: 1, threshold: { key: 'mql', before: 60, by: 'F1' } });
    expect(made.fitted + made.heldOut).toBe(2_000);
    expect(made.heldOut).toBeGreaterThan(500);
    expect(made.calibration).toHaveLength(10);
    for (const { predicted, real } of made.calibration) expect(Math.abs(predicted - real)).toBeLessThan(0.35);
    const [mql] = made.model.thresholds;
    expect(mql).toMatchObject({ when: { atLeast: made.threshold?.after } });
    expect(made.model.rules.map(({ key }) => key)).toEqual(model.rules.map(({ key }) => key));
  });

  it('is the same for the same leads and seed, in any order, and holds others out by another seed', () => {
    const leads = observe(400);
    const made = suggestModel(model, leads, question);
    expect(JSON.stringify(suggestModel(model, leads.toReversed(), question))).toBe(JSON.stringify(made));
    expect(leads.filter(({ id }) => isHeldOut(id, 1))).toHaveLength(made.heldOut);
    expect(leads.map(({ id }) => isHeldOut(id, 2))).not.toEqual(leads.map(({ id }) => isHeldOut(id, 1)));
  });

  it('leaves out leads too young to judge, and keeps to a capacity', () => {
    const leads = observe(1_000);
    const young = leads
      .slice(0, 50)
      .map((one) => ({ ...one, id: `young_${one.id}`, judgedAt: END - DAY, since: END - DAY, reachedAfter: null }));
    const made = suggestModel(model, [...leads, ...young], question);
    expect(made).toMatchObject({ used: 1_000, tooYoung: 50 });
    // all within a week: at most 500 of the 1,000, which the best of three rules, a third of the leads, leave room for
    const narrow = suggestModel(model, leads, { ...question, capacity: 500 });
    expect(narrow.threshold).toMatchObject({ by: 'capacity' });
    const flagged = leads.filter(
      ({ features }) => scoreFeatures(narrow.model, features) >= (narrow.threshold?.after as number),
    );
    expect(flagged.length).toBeLessThanOrEqual(600);
  });

  it('says what is needed where there is too little', () => {
    const leads = observe(400);
    const all = (reachedAfter: number | null) => leads.map((one) => ({ ...one, reachedAfter }));
    expect(() => suggestModel(model, leads.slice(0, 20), question)).toThrow(/: 30 of each are needed\./);
    expect(() => suggestModel(model, [], question)).toThrow(
      '0 leads reached customer and 0 did not: 30 of each are needed.',
    );
    expect(() => suggestModel(model, all(null), question)).toThrow(
      'None of 400 leads reached customer: at least 30 must.',
    );
    expect(() => suggestModel(model, all(DAY), question)).toThrow(
      'All 400 leads reached customer: at least 30 must not have.',
    );
    expect(() => suggestModel({ ...model, rules: [] }, leads, question)).toThrow('has no rules');
    const blind = leads.map((one) => ({ ...one, features: {}, later: {} }));
    expect(() => suggestModel(model, blind, question)).toThrow(
      /No rule of fitted can be fitted\. strong: it holds for 0 leads/,
    );
  });

  it('judges a lead when sales gets it, by the first entry of a stage that sales has', () => {
    const entries = [
      { stage: 'lead', at: 1 },
      { stage: 'sal', at: 9 },
      { stage: 'mql', at: 5 },
      { stage: 'customer', at: 20 },
    ];
    const { lifecycle } = tree.tree;
    const had = { at: 5, since: 5, contacted: true, reachedAfter: 15 };
    expect(judgedMoment(lifecycle, 'customer', entries, 100, 70)).toEqual(had);
    const never = { contacted: false, reachedAfter: null };
    const [came] = [entries.slice(0, 1)];
    expect(judgedMoment(lifecycle, 'customer', came, 100, null)).toEqual({ at: 100, since: 1, ...never });
    expect(judgedMoment(lifecycle, 'customer', came, 100, 70)).toEqual({ at: 70, since: 70, ...never });
    expect(judgedMoment(lifecycle, 'customer', came, 100, 170)).toEqual({ at: 100, since: 100, ...never });
  });

  it('learns from leads that sales never had, once they had the time that others took', () => {
    const leads = observe(600).map((one) => {
      const strong = one.features['strong'] ?? 0;
      return strong > 0 ? one : { ...one, contacted: false, judgedAt: END, reachedAfter: null };
    });
    const made = suggestModel(model, leads, question);
    expect(made).toMatchObject({ used: 600, tooYoung: 0 });
    expect(made.rules.find(({ rule: key }) => key === 'strong')?.after).toBeGreaterThan(20);
  });
});
