import { describe, expect, it } from '@jest/globals';
import { checkTree } from '../../../../core/definitions/check.js';
import { newProblems, set, starter } from '../tree-files.js';
import { holdErrors, holdWarnings } from './hold.js';

const MODEL = 'models/hundred-point.json';
const WHEN = '/thresholds/0/when';
const RELEASE = { '/thresholds/0/release': undefined };
const PATTERN = '/rules/6/when/matches';
const DATE = { attribute: 'createdAt', before: 'soon' };
const RENAMED = { '/scores': { a: {}, b: {} }, '/rules': [], '/thresholds': [] };
const FIFTH = { key: 'fifth', score: 'fit', points: 1, when: { attribute: 'email', exists: true } };
const FOURTH = { key: 'fourth', score: 'engagement', points: 1, when: { activity: 'demo.booked' } };
const MANY = Array.from({ length: 501 }, (_, index) => ({ ...FIFTH, key: `r${index}` }));

describe('a model', () => {
  holdErrors(MODEL, [
    ['misnamed-file', { '/key': 'hundred' }, /named for 'hundred-point'/],
    ['schema', { '/owner': 'sdr' }, /"sdr" is not one of/],
    ['schema', { '/version': '1.0' }, /"1.0" has not the form/],
    ['bad-duration', { '/reviewEvery': 'P1Y' }, /"P1Y" is no duration/],
    ['unknown-activity', { '/rules/3/when/activity': 'demo.book' }, /Did you mean 'demo.booked'/],
    ['unknown-activity', { '/rules/3/when/activity': ['demo.booked', 'x'] }, /'x'/, '/rules/3/when/activity/1'],
    ['unknown-property', { '/rules/4/when/where/pgae': { equals: 1 } }, /no property 'pgae'. Did you mean 'page'/],
    ['unknown-property', { '/rules/5/when/distinct': 'day' }, /no property 'day'/],
    ['unknown-attribute', { '/rules/0/when/attribute': 'account.employes' }, /Did you mean 'account.employees'/],
    ['unknown-score', { '/rules/0/score': 'fitt' }, /Did you mean 'fit'/],
    ['unknown-score', { '/primary': 'all' }, /no score 'all'/],
    ['unknown-score', { '/scores/total/sum/0': 'fits' }, /Did you mean 'fit'/],
    ['rule-feeds-sum', { '/rules/0/score': 'total' }, /which is a sum/],
    ['rule-kind', { '/rules/0/each': { activity: 'demo.booked' } }, /both/],
    ['rule-kind', { '/rules/0/when': undefined }, /neither/, '/rules/0'],
    ['decay-without-activity', { '/rules/0/decay': { linear: 'P30D' } }, /no activity gives its age/],
    ['reversed-range', { '/rules/0/min': 3, '/rules/0/max': 1 }, /3, is above the most, 1/],
    ['reversed-range', { '/scores/fit/min': 60 }, /60, is above its most, 50/],
    ['reversed-range', { '/rules/0/when/between': [500, 50] }, /between 500 and 50/],
    ['bad-expression', { [PATTERN]: '(?=x)' }, /Look-around/],
    ['bad-date', { '/rules/6/when': DATE }, /"soon" is no date/, '/rules/6/when/before'],
    ['score-cycle', { '/scores/total/sum': ['fit', 'total'] }, /adds up itself: total → total/],
    ['score-cycle', { '/scores/a': { sum: ['b'] }, '/scores/b': { sum: ['a'] } }, /a → b → a/, '/scores/a/sum'],
    ['no-primary', RENAMED, /called 'total'/, ''],
    ['moves-and-suggests', { '/thresholds/0/suggest': 'sql' }, /both moves and suggests/],
    ['unknown-stage', { '/thresholds/0/moveTo': 'mlq' }, /Did you mean 'mql'/],
    ['unlisted-move', { '/thresholds/0/moveTo': 'customer' }, /no move to 'customer' by score/],
    ['unknown-reason', { '/thresholds/0/reason': 'bad' }, /no reason 'bad'/],
    ['unknown-rule', { [WHEN]: { rule: 'head-count' } }, /Did you mean 'headcount'/, `${WHEN}/rule`],
    ['unknown-score', { [`${WHEN}/score`]: 'totl' }, /Did you mean 'total'/],
    ['unreachable-threshold', { [WHEN]: { score: 'total', atLeast: 101 } }, /'total' gives 0 to 100/],
    ['unreachable-threshold', { '/thresholds/0/release/below': 101 }, /always holds/, '/thresholds/0/release'],
    ['unreachable-threshold', { '/appliesTo': { any: [] } }, /applies to none/],
    ['always-passed-threshold', { [WHEN]: { score: 'total', atLeast: 0 } }, /Every lead passes/],
    ['too-many-rules', { '/rules': MANY }, /501 rules; 500/],
    ['unknown-property', { '/rules/0/pionts': 3 }, /Did you mean "points"/],
    ['unknown-condition', { '/rules/0/when': { attribut: 'email' } }, /Did you mean "attribute"/],
    ['missing-property', { '/rules/0/points': undefined }, /"points" is missing/, '/rules/0'],
  ]);

  holdWarnings(MODEL, [
    ['crowded-fit', { '/rules/-': FIFTH }, /5 fit rules feed the threshold 'mql'/, '/thresholds/0'],
    ['crowded-intent', { '/rules/-': FOURTH }, /4 intent rules/, '/thresholds/0'],
    ['idle-rule', { [WHEN]: { score: 'fit', atLeast: 50 }, ...RELEASE }, /no threshold looks at 'eng/, '/rules/3'],
    ['idle-rule', { '/rules/0/points': 0 }, /always gives 0/, '/rules/0'],
    ['no-negative-rule', { '/rules/6/points': 10 }, /takes points away/, '/rules'],
    ['never-passes', { '/rules/2/when/in/1': 'chief' }, /never 'chief'/],
    ['never-passes', { '/rules/2/when': { attribute: 'title', above: 3 } }, /no number/, '/rules/2/when/above'],
    ['review-overdue', { '/reviewedOn': '2026-10-22' }, /last reviewed on 2026-10-22/],
    ['threshold-lacks-reason', { '/thresholds/0/moveTo': 'nurture' }, /needs a reason/],
  ]);

  it('is missed its example leads, and past its review on the day after', () => {
    const { 'models/hundred-point.test.json': _test, ...without } = starter;
    expect(newProblems(starter, without, 'no-examples').map((one) => one.path)).toEqual([MODEL]);
    const fresh = set(starter, MODEL, { '/reviewedOn': '2026-10-23' });
    expect(newProblems(starter, fresh, 'review-overdue', '2026-11-22')).toEqual([]);
    expect(newProblems(starter, fresh, 'review-overdue', '2026-11-23')).toHaveLength(1);
  });

  it('may name any move while it is a draft', () => {
    const draft = set(starter, 'models/fit-gate.json', { '/thresholds/0/moveTo': 'customer' });
    expect(newProblems(starter, draft, 'unlisted-move')).toEqual([]);
  });

  it('may count $day and $week, and, as a draft, what only its example leads send', () => {
    const counted = set(starter, MODEL, { '/rules/5/when/distinct': '$day' });
    expect(newProblems(starter, counted, 'unknown-property')).toEqual([]);
    const other = set(starter, 'models/neon-signs.json', { '/rules/3/when/distinct': 'dya' });
    expect(newProblems(starter, other, 'unknown-property')).toHaveLength(1);
    const live = set(starter, 'lifecycle.json', { '/models/-': 'neon-signs' });
    expect(newProblems(starter, live, 'unknown-property')).toHaveLength(1);
  });

  it('answers its warnings, and no others; never an error', () => {
    const codes = (warning: string) => {
      const answered = set(starter, MODEL, { '/acknowledge': [{ warning, because: 'the fourth takes points away' }] });
      return checkTree(answered)
        .problems.filter((one) => one.path === MODEL)
        .map((one) => one.code);
    };
    expect(codes('crowded-fit')).toEqual([]);
    expect(codes('crowded-intent')).toEqual(['crowded-fit']);
    const acknowledge = [{ warning: 'unreachable-threshold', because: 'we like it' }];
    const bold = set(starter, MODEL, { [WHEN]: { score: 'total', atLeast: 101 }, '/acknowledge': acknowledge });
    expect(checkTree(bold).tree).toBeUndefined();
  });
});
