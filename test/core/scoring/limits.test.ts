import { describe, expect, it } from '@jest/globals';
import { compileModel } from '../../../core/scoring/compile.js';
import { evaluate } from '../../../core/scoring/evaluate.js';
import { explain } from '../../../core/scoring/explain.js';
import { foldByOccurrence } from '../../../core/scoring/fold-by-occurrence.js';
import type { Condition, Rule, ScoringModel } from '../../../core/scoring/model.js';
import { buildTimeline } from '../../../core/scoring/timeline.js';
import { activity, attribute, DAY, NOON } from './make-facts.js';

const model = (rules: Rule[], thresholds: ScoringModel['thresholds'] = []): ScoringModel => ({
  language: 1,
  key: 'm',
  version: '1.0.0',
  name: 'M',
  scores: { total: {} },
  rules,
  thresholds,
});

describe('what would take for ever elsewhere', () => {
  it.each(['(a+)+$', '(x+x+)+y', '^(([a-z])+.)+[A-Z]([a-z])+$', '(a|aa)+b', '(.*)*c', '\\b(vp|head)\\b'])(
    '%s over 100 kB of text',
    (matches) => {
      const compiled = compileModel(
        model([{ key: 'r', score: 'total', points: 1, when: { attribute: 'title', matches } }]),
      );
      for (const text of [`${'a'.repeat(100_000)}!`, 'x'.repeat(100_000), 'vp '.repeat(33_000)]) {
        expect([0, 1_000_000]).toContain(
          evaluate(compiled, buildTimeline([attribute(NOON, 'title', text)]), NOON).value,
        );
      }
    },
  );

  it('500 rules with windows and decay, 50 thresholds, 32 levels', () => {
    const nested = (levels: number, inner: Condition): Condition =>
      levels === 0 ? inner : ({ [levels % 2 ? 'all' : 'any']: [nested(levels - 1, inner)] } as unknown as Condition);
    const rules = Array.from(
      { length: 500 },
      (_, i): Rule => ({
        key: `r${i}`,
        score: 'total',
        points: 1,
        when: nested(i % 32, {
          activity: ['visit', `other${i}`],
          where: { page: { contains: `${i % 10}` } },
          within: `P${(i % 30) + 1}D`,
        }),
        ...(i % 2 === 0 ? { decay: { linear: 'P30D' } } : {}),
      }),
    );
    const thresholds = Array.from({ length: 50 }, (_, i) => ({
      key: `t${i}`,
      when: { score: 'total', atLeast: i * 10 },
    }));
    const compiled = compileModel(model(rules, thresholds));
    const timeline = buildTimeline(
      Array.from({ length: 20 }, (_, i) => activity(NOON - i * DAY, 'visit', { page: `p${i}` })),
    );
    const explained = explain(compiled, timeline, NOON);
    expect(explained.value).toBe(evaluate(compiled, timeline, NOON).value);
    expect(explained.nextChangeAt).toBeGreaterThan(NOON);
    expect(foldByOccurrence(compiled, timeline, NOON).evaluation.value).toBe(explained.value);
  });

  it('a lead with 3,000 activities', () => {
    const compiled = compileModel(
      model(
        [{ key: 'r', score: 'total', points: 1, max: 10, each: { activity: 'visit', within: 'P7D' } }],
        [{ key: 't', when: { score: 'total', atLeast: 10 } }],
      ),
    );
    const timeline = buildTimeline(Array.from({ length: 3000 }, (_, i) => activity(NOON - i * 300_000, 'visit')));
    expect(explain(compiled, timeline, NOON).contributions[0]?.activityCount).toBe(7 * 24 * 12);
    expect(foldByOccurrence(compiled, timeline, NOON).crossings).toHaveLength(1);
  });

  it('a lead with 20,000 activities, folded for a model that looks back a week', () => {
    const seen = { activity: 'visit', where: { page: { equals: 'p' } }, within: 'P7D' } as const;
    const compiled = compileModel(
      model(
        [{ key: 'r', score: 'total', points: 1, when: { ...seen, distinct: 'n', count: { atLeast: 400 } } }],
        [{ key: 't', when: { all: [{ score: 'total', atLeast: 1 }, seen] } }],
      ),
    );
    const facts = Array.from({ length: 20_000 }, (_, i) =>
      activity(NOON - i * 1_800_000, 'visit', { page: 'p', n: `${i % 450}` }),
    );
    expect(foldByOccurrence(compiled, buildTimeline(facts), NOON).crossings).toEqual([]);
  });
});
