import { describe, expect, it } from '@jest/globals';
import { compileModel } from '../../../core/scoring/compile.js';
import { evaluate } from '../../../core/scoring/evaluate.js';
import { explain } from '../../../core/scoring/explain.js';
import type { Fact } from '../../../core/scoring/facts.js';
import type { Evaluation } from '../../../core/scoring/results.js';
import { buildTimeline } from '../../../core/scoring/timeline.js';
import { fc } from '../../helpers/fast-check.js';
import { seed } from '../../helpers/seeded-random.js';
import { facts, instant } from './arbitrary-facts.js';
import { context, model } from './arbitrary-model.js';
import { DAY, retraction } from './make-facts.js';
import { referenceEvaluate } from './reference.js';

const runs = { seed, numRuns: 200 };
const plain = ({ at, applies, scores, primary, value, thresholds }: Evaluation) => ({
  at,
  applies,
  scores,
  primary,
  value,
  thresholds,
});
const rules = model;

describe(`laws of scoring (SEED=${seed})`, () => {
  it('agrees with the plain reading of the language', () => {
    fc.assert(
      fc.property(rules, context, facts, instant, (definition, tree, given, at) => {
        const compiled = compileModel(definition, tree);
        const explained = explain(compiled, buildTimeline(given), at);
        const expected = referenceEvaluate(definition, tree, given, at);
        expect(explained.applies).toBe(expected.applies);
        expect(Object.fromEntries(explained.contributions.map(({ rule, points }) => [rule, points + 0]))).toEqual(
          expected.points,
        );
        expect(Object.fromEntries(explained.scores.map(({ key, raw }) => [key, raw]))).toEqual(expected.raw);
        expect(Object.fromEntries(explained.scores.map(({ key, value }) => [key, value]))).toEqual(expected.value);
        const thresholds = explained.thresholds.map(({ key, when, release }) => [key, { when, release }]);
        expect(Object.fromEntries(thresholds)).toEqual(expected.thresholds);
      }),
      { ...runs, numRuns: 800 },
    );
  });

  it('does not care for order of arrival and duplicates', () => {
    fc.assert(
      fc.property(
        rules,
        context,
        facts,
        instant,
        fc.infiniteStream(fc.nat()),
        (definition, tree, given, at, stream) => {
          const compiled = compileModel(definition, tree);
          const shuffled = [
            ...given,
            ...given.filter((_, i) => i % 3 === 0).map((fact) => ({ ...fact, receivedAt: fact.receivedAt + 1 })),
          ]
            .map((fact) => ({ fact, rank: stream.next().value as number }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ fact }) => fact);
          expect(plain(evaluate(compiled, buildTimeline(shuffled), at))).toEqual(
            plain(evaluate(compiled, buildTimeline(given), at)),
          );
        },
      ),
      runs,
    );
  });

  it('never changes a past score when facts after it arrive', () => {
    fc.assert(
      fc.property(rules, context, facts, instant, (definition, tree, given, at) => {
        const compiled = compileModel(definition, tree);
        const known = given.filter((fact) => fact.occurredAt <= at);
        expect(plain(evaluate(compiled, buildTimeline(given), at))).toEqual(
          plain(evaluate(compiled, buildTimeline(known), at)),
        );
      }),
      runs,
    );
  });

  it('scores a merge of two leads as the union of their facts, and a retraction as their absence', () => {
    fc.assert(
      fc.property(rules, context, facts, instant, (definition, tree, given, at) => {
        const compiled = compileModel(definition, tree);
        const [one, two] = [given.filter((_, i) => i % 2 === 0), given.filter((_, i) => i % 2 === 1)];
        const union = plain(evaluate(compiled, buildTimeline(given), at));
        expect(plain(evaluate(compiled, buildTimeline(two, one), at))).toEqual(union);
        const retracted: Fact[] = [retraction(at, two), ...given];
        expect(plain(evaluate(compiled, buildTimeline(retracted), at))).toEqual(
          plain(evaluate(compiled, buildTimeline(one), at)),
        );
      }),
      runs,
    );
  });

  it('adds contributions to the raw value, and clamps at each level', () => {
    fc.assert(
      fc.property(rules, context, facts, instant, (definition, tree, given, at) => {
        const { contributions, scores } = explain(compileModel(definition, tree), buildTimeline(given), at);
        for (const { key, raw, value } of scores) {
          const { sum, min = -Infinity, max = Infinity } = definition.scores[key] ?? {};
          const parts = sum
            ? scores.filter((score) => sum.includes(score.key)).map((score) => score.value)
            : contributions.filter((one) => one.score === key).map((one) => one.points);
          expect(parts.reduce((total, part) => total + part, 0)).toBe(raw);
          expect(value).toBe(Math.min(max * 1e6, Math.max(min * 1e6, raw)));
        }
        contributions.forEach(({ points, holds }, i) => {
          const { min = -Infinity, max = Infinity } = definition.rules[i] ?? {};
          expect(Number.isInteger(points)).toBe(true);
          if (holds) expect(points).toBeGreaterThanOrEqual(min * 1e6);
          if (holds) expect(points).toBeLessThanOrEqual(max * 1e6);
        });
      }),
      runs,
    );
  });

  it('names the next change never too late', () => {
    const truth = ({ applies, thresholds }: Evaluation) => JSON.stringify([applies, thresholds]);
    fc.assert(
      fc.property(rules, context, facts, instant, (definition, tree, given, at) => {
        const compiled = compileModel(definition, tree);
        const timeline = buildTimeline(given);
        const now = evaluate(compiled, timeline, at);
        const until = now.nextChangeAt;
        if (until !== null) expect(until).toBeGreaterThan(at);
        const end = Math.min(until ?? Infinity, at + 20 * DAY) - 1;
        const samples = new Set<number>([at + 1, end, end - 1]);
        for (let i = 1; i < 40; i++) samples.add(Math.floor(at + ((end - at) * i) / 40));
        for (let half = at - (at % (DAY / 2)); half <= end; half += DAY / 2)
          samples
            .add(half)
            .add(half - 1)
            .add(half + 1000);
        for (const fact of given) for (const days of [0, 0.5, 1, 1.5, 2, 7]) samples.add(fact.occurredAt + days * DAY);
        for (const sample of samples) {
          if (sample > at && sample <= end)
            expect([sample, truth(evaluate(compiled, timeline, sample))]).toEqual([sample, truth(now)]);
        }
      }),
      { ...runs, numRuns: 120 },
    );
  });
});
