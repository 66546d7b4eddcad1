import { describe, expect, it } from '@jest/globals';
import { compileModel } from '../../../core/scoring/compile.js';
import type { CompiledModel } from '../../../core/scoring/compiled-model.js';
import { evaluateFirst, type FirstEvaluation } from '../../../core/scoring/evaluate-first.js';
import { compareFacts, type Fact } from '../../../core/scoring/facts.js';
import { openScorer } from '../../../core/scoring/open-scorer.js';
import type { Evaluation } from '../../../core/scoring/results.js';
import type { Scorer } from '../../../core/scoring/scorer.js';
import { buildTimeline } from '../../../core/scoring/timeline.js';
import { fc } from '../../helpers/fast-check.js';
import { seed } from '../../helpers/seeded-random.js';
import { facts } from './arbitrary-facts.js';
import { context, model } from './arbitrary-model.js';
import { activity, attribute, DAY, NOON, retraction } from './make-facts.js';

const whole = ({ at, applies, scores, primary, value, thresholds, nextChangeAt }: Evaluation) => ({
  at,
  applies,
  scores,
  primary,
  value,
  thresholds,
  nextChangeAt,
});
const rules = { language: 1 as const, key: 'm', version: '1.0.0', name: 'M', scores: { total: {} }, thresholds: [] };

const BEGINNING = -8_640_000_000_000_000;

/** A scorer that keeps only what matters, from the beginning. */
function blank(...models: CompiledModel[]): Scorer {
  const at = BEGINNING;
  const snapshot = openScorer(models, { facts: [], at }).snapshot() ?? '';
  return openScorer(models, { snapshot, at });
}

/** Which model applies and what it says, but for the next change, which may be early. */
const plain = ({ compiled, evaluation }: FirstEvaluation) => [
  compiled?.model.key,
  evaluation && { ...whole(evaluation), nextChangeAt: 0 },
];
const kept = (scorer: Scorer): unknown[] => JSON.parse(scorer.snapshot()?.split('\n')[1] ?? '[]');

describe(`the incremental scorer (SEED=${seed})`, () => {
  it('that knows all facts keeps the timeline they make in any order, late ones in their place', () => {
    const told = (fact: Fact) => `${fact.source}\n${fact.messageId}`;
    const accounts = fc.constantFrom('acme', 'other', '', undefined);
    fc.assert(
      fc.property(facts, fc.array(fc.tuple(fc.nat(5), accounts, fc.boolean()), { maxLength: 12 }), (given, more) => {
        const extra = more.map(
          ([ago, account, removed], i): Fact => ({
            ...attribute(NOON - ago, 'account.employees', removed ? null : i, account),
            messageId: `more ${i % 3} ${i}`,
          }),
        );
        const all = [...extra, ...given].filter((fact) => fact.kind !== 'retraction');
        const arrivals = [...new Map(all.map((fact) => [told(fact), fact])).values()];
        const scorer = openScorer([], { facts: [], at: BEGINNING });
        scorer.timeline();
        arrivals.forEach((fact, i) => {
          scorer.apply(fact);
          expect(scorer.timeline()).toEqual(buildTimeline(arrivals.slice(0, i + 1)));
        });
      }),
      { seed, numRuns: 200 },
    );
  });

  it.each([
    ['in order', true],
    ['in any order', false],
  ])('equals the whole, bit for bit, with snapshots in between, %s', (_, ordered) => {
    fc.assert(
      fc.property(model, model, context, facts, fc.integer({ min: 1, max: 5 }), (one, two, tree, given, every) => {
        const models = [compileModel({ ...one, key: 'one' }, tree), compileModel({ ...two, key: 'two' }, tree)];
        const arrivals = ordered ? [...given].sort(compareFacts) : given;
        let scorer = blank(...models);
        let now = BEGINNING;
        const check = (known: Fact[]): void => {
          expect(plain(scorer.first())).toEqual(plain(evaluateFirst(models, buildTimeline(known), now)));
        };
        arrivals.forEach((fact, i) => {
          const known = arrivals.slice(0, i + 1);
          now = Math.max(now, fact.occurredAt - (i % 4 === 0 ? DAY / 4 : 0));
          if (!scorer.apply(fact)) scorer = openScorer(models, { facts: known, at: now });
          scorer.advanceTo(now);
          check(known);
          if (i % every === 0) {
            scorer = openScorer(models, { snapshot: scorer.snapshot() ?? '', at: now });
            check(known);
          }
        });
        now += 3 * DAY;
        scorer.advanceTo(now);
        check(arrivals);
      }),
      { seed, numRuns: 200 },
    );
  });

  it('keeps what is known of an account that the lead joins a little later than now', () => {
    const when = { attribute: 'account.size', atLeast: 10 };
    const sized = compileModel({ ...rules, rules: [{ key: 'r', score: 'total', points: 1, when }] });
    const facts = [
      { ...attribute(NOON, 'account.size', 10), account: 'acme' },
      { ...attribute(NOON, 'account.size', 1), account: 'other' },
      attribute(NOON + 60_000, 'account', 'acme'),
    ];
    const snapshot = openScorer([sized], { facts, at: NOON }).snapshot() ?? '';
    const scorer = openScorer([sized], { snapshot, at: NOON });
    expect(kept(scorer)).toHaveLength(2);
    expect(scorer.first().evaluation?.value).toBe(0);
    scorer.advanceTo(NOON + 60_000);
    expect(scorer.first().evaluation?.value).toBe(1_000_000);
  });

  it('refuses retractions, another account, and snapshots of another model', () => {
    const compiled = compileModel({
      ...rules,
      rules: [{ key: 'r', score: 'total', points: 1, when: { activity: 'a' } }],
    });
    const scorer = blank(compiled);
    const visit = activity(NOON, 'a');
    expect(scorer.apply(visit)).toBe(true);
    expect(scorer.apply(retraction(NOON, [visit]))).toBe(false);
    expect(scorer.apply(attribute(NOON, 'account', 'acme'))).toBe(false);
    const other = compileModel({ ...rules, rules: [{ key: 'r', score: 'total', points: 2, when: { activity: 'a' } }] });
    const snapshot = scorer.snapshot() ?? '';
    expect(() => openScorer([other], { snapshot, at: NOON })).toThrow(/under another state of 'm'/);
  });

  it('keeps no more than a model needs, and no snapshot that is too big', () => {
    const counted = compileModel({
      ...rules,
      rules: [{ key: 'r', score: 'total', points: 1, when: { activity: 'a', count: { atLeast: 3 } } }],
    });
    const summed = compileModel({
      ...rules,
      rules: [{ key: 'r', score: 'total', points: 1, when: { activity: 'a', sum: 'n', atLeast: 9 } }],
    });
    const facts: Fact[] = Array.from({ length: 3000 }, (_, i) =>
      activity(NOON + i, 'a', { n: 0.001, text: 'x'.repeat(20) }),
    );
    for (const compiled of [counted, summed]) {
      const scorer = blank(compiled);
      scorer.advanceTo(NOON + DAY);
      for (const fact of facts) scorer.apply(fact);
      expect(scorer.first().evaluation?.value).toBe(compiled === counted ? 1_000_000 : 0);
      if (compiled === counted) expect(kept(scorer)).toHaveLength(3);
      else expect(scorer.snapshot()).toBeNull();
    }
  });
});
