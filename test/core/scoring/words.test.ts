import { describe, expect, it } from '@jest/globals';
import { compileModel } from '../../../core/scoring/compile.js';
import { compileCondition } from '../../../core/scoring/compile-condition.js';
import { describeCondition } from '../../../core/scoring/describe.js';
import { explain } from '../../../core/scoring/explain.js';
import type { Condition, Rule, ScoringModel } from '../../../core/scoring/model.js';
import { buildTimeline } from '../../../core/scoring/timeline.js';
import { activity, answer, attribute, DAY, NOON } from './make-facts.js';

const pricing = { activity: 'page.viewed', where: { page: { equals: 'pricing' } } };
const model = (rules: Rule[], thresholds: ScoringModel['thresholds'] = []): ScoringModel => ({
  language: 1,
  key: 'm',
  version: '1.0.0',
  name: 'M',
  scores: { total: { max: 50 } },
  rules,
  thresholds,
});

describe('conditions in words', () => {
  it.each<[Condition, string]>([
    [{ score: 'total', atLeast: 60 }, 'total at least 60'],
    [{ ...pricing, count: { atLeast: 2 }, within: 'P7D' }, '2 page.viewed where page is pricing within 7 days'],
    [{ activity: 'demo.requested' }, 'demo.requested'],
    [{ activity: ['a', 'b'], count: { exactly: 0 } }, 'no a or b'],
    [
      { activity: 'page.viewed', distinct: 'path', count: { atLeast: 3 }, within: 'P7D' },
      '3 different path of page.viewed within 7 days',
    ],
    [{ activity: 'page.viewed', distinct: '$day', count: { atLeast: 5 } }, '5 days with page.viewed'],
    [{ activity: 'video.watched', max: 'minutes', atLeast: 30 }, 'max of minutes over video.watched at least 30'],
    [{ attribute: 'account.employees', between: [50, 500] }, 'account.employees between 50 and 500'],
    [{ attribute: 'seniority', in: ['vp', 'c-level'] }, 'seniority is one of vp, c-level'],
    [{ qualification: 'bant', atLeast: 3 }, 'at least 3 of bant confirmed'],
    [{ qualification: 'bant', criteria: ['need'] }, 'bant need confirmed'],
    [{ all: [{ score: 'total', atLeast: 5 }, { none: [{ activity: 'a' }] }] }, 'total at least 5 and none of (a)'],
    [{ atLeast: 2, of: [{ activity: 'a' }, { activity: 'b' }] }, 'at least 2 of (a; b)'],
    [{ answer: 'bant.timeline', withinNext: 'P90D' }, 'bant.timeline within the next 90 days'],
  ])('%j', (condition, words) => {
    expect(describeCondition(condition)).toBe(words);
  });
});

describe('an explanation', () => {
  it('says how far a rule is, and what is behind one that holds', () => {
    const compiled = compileModel(
      model(
        [
          {
            key: 'pricing',
            score: 'total',
            points: 30,
            when: { ...pricing, count: { atLeast: 2 }, within: 'P7D' },
            rationale: 'agreed',
          },
          { key: 'size', score: 'total', points: 15, when: { attribute: 'account.employees', between: [50, 500] } },
          { key: 'title', score: 'total', points: 15, when: { attribute: 'title', exists: true } },
          {
            key: 'opens',
            score: 'total',
            points: 5,
            max: 12,
            each: { activity: 'email.opened' },
            decay: { linear: 'P10D' },
          },
        ],
        [{ key: 'mql', when: { all: [{ score: 'total', atLeast: 60 }, { activity: 'demo.requested' }] } }],
      ),
    );
    const opens = [0, 0, 5].map((days) => activity(NOON - days * DAY, 'email.opened'));
    const view = activity(NOON - DAY, 'page.viewed', { page: 'Pricing' });
    const { contributions, thresholds, scores } = explain(
      compiled,
      buildTimeline([view, ...opens, attribute(NOON - DAY, 'account.employees', 20)]),
      NOON,
    );
    expect(contributions).toMatchObject([
      {
        rule: 'pricing',
        points: 0,
        holds: false,
        detail: '1 of 2 page.viewed where page is pricing within 7 days',
        facts: [view],
        activityCount: 1,
        rationale: 'agreed',
      },
      { rule: 'size', holds: false, detail: 'account.employees between 50 and 500 (now 20)' },
      { rule: 'title', holds: false, detail: 'title is known (not known)' },
      {
        rule: 'opens',
        holds: true,
        points: 12_000_000,
        capped: true,
        activityCount: 3,
        detail: '3 email.opened, 5 points each, capped at 12',
      },
    ]);
    expect(contributions[3]?.decay).toBeCloseTo(12.5 / 15, 10);
    expect(scores).toEqual([{ key: 'total', raw: 12_000_000, value: 12_000_000 }]);
    expect(thresholds).toEqual([
      {
        key: 'mql',
        when: false,
        release: true,
        summary: 'total at least 60 and demo.requested',
        missing: 'total at least 60 (now 12, 48 short) and 0 of 1 demo.requested',
      },
    ]);
  });

  it('shows the newest twenty activities, newest first', () => {
    const compiled = compileModel(model([{ key: 'a', score: 'total', points: 1, each: { activity: 'a' } }]));
    const many = Array.from({ length: 30 }, (_, i) => activity(NOON + i, 'a'));
    const [only] = explain(compiled, buildTimeline(many), NOON + DAY).contributions;
    expect(only?.activityCount).toBe(30);
    expect(only?.facts).toEqual(many.slice(-20).reverse());
  });
});

describe('a condition outside a model', () => {
  it('is judged at an instant and says what is missing', () => {
    const need = compileCondition({ qualification: 'bant', atLeast: 2 }, { frameworks: { bant: ['budget', 'need'] } });
    const timeline = buildTimeline([answer(NOON, 'bant', 'need', 'confirmed')]);
    expect(need(timeline, NOON)).toBe(false);
    expect(need.missing(timeline, NOON)).toBe('1 of 2 bant confirmed (open: budget)');
    expect(() => compileCondition({ score: 'total', atLeast: 5 })).toThrow(/in thresholds only/);
  });
});

describe('a model that the checks refuse', () => {
  const rule: Rule = { key: 'a', score: 'total', points: 1, when: { activity: 'a' } };
  it.each<[string, ScoringModel, RegExp]>([
    [
      'a decay without an activity',
      model([{ ...rule, when: { none: [{ activity: 'a' }] }, decay: { linear: 'P1D' } }]),
      /no activity condition/,
    ],
    [
      'a decay over atMost',
      model([{ ...rule, when: { activity: 'a', count: { atMost: 2 } }, decay: { linear: 'P1D' } }]),
      /no activity condition/,
    ],
    ['both when and each', model([{ ...rule, each: { activity: 'a' } }]), /either 'when' or 'each'/],
    ['a score that is not there', model([{ ...rule, score: 'fit' }]), /'fit', which is not in this model/],
    [
      'a cycle of scores',
      { ...model([]), scores: { total: { sum: ['other'] }, other: { sum: ['total'] } } },
      /part of its own sum/,
    ],
    ['several scores and no primary', { ...model([]), scores: { a: {}, b: {} } }, /name the 'primary' one/],
    [
      'a rule that feeds a sum',
      { ...model([rule]), scores: { total: { sum: ['a'] }, a: {} } },
      /which is a sum of scores/,
    ],
    ['the same key twice', model([rule, rule]), /there twice/],
    ['an empty window', model([{ ...rule, when: { activity: 'a', within: 'PT0S' } }]), /has no length/],
    [
      'inAny with atMost',
      model([{ ...rule, when: { activity: 'a', inAny: 'P1D', count: { atMost: 2 } } }]),
      /'atLeast' only/,
    ],
    [
      'moveTo and suggest',
      model([], [{ key: 't', when: { activity: 'a' }, moveTo: 'x', suggest: 'y' }]),
      /both 'moveTo' and 'suggest'/,
    ],
    ['a rule that reads a score', model([{ ...rule, when: { score: 'total', atLeast: 1 } }]), /in thresholds only/],
    ['an unknown framework', model([{ ...rule, when: { qualification: 'champ' } }]), /'champ' is not among/],
  ])('%s', (_, refused, reason) => {
    expect(() => compileModel(refused)).toThrow(RangeError);
    expect(() => compileModel(refused)).toThrow(reason);
  });
});
