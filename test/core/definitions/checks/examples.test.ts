import { describe, expect, it } from '@jest/globals';
import { checkTree } from '../../../../core/definitions/check.js';
import { newProblems, set, starter } from '../tree-files.js';
import { holdErrors } from './hold.js';

const MODEL = 'models/hundred-point.json';
const TEST = 'models/hundred-point.test.json';
const EXPECT = '/leads/2/expect';

describe('example leads', () => {
  holdErrors(TEST, [
    ['failing-example', { '/leads/0/expect/scores/total': 51 }, /expected total 51, got 50/],
    ['failing-example', { '/leads/0/expect/scores/total': 50.000001 }, /expected total 50.000001, got 50/],
    ['failing-example', { [EXPECT]: { notCrossed: ['mql'] } }, /'mql' not to be crossed/, `${EXPECT}/notCrossed/0`],
    ['failing-example', { [EXPECT]: { stage: 'lead' } }, /stage 'lead', got 'mql'/, `${EXPECT}/stage`],
    ['failing-example', { '/leads/0/expect/crossed': ['mql'] }, /is none/, '/leads/0/expect/crossed/0'],
    ['unknown-threshold', { [`${EXPECT}/crossed/0`]: 'mq' }, /no threshold 'mq'/],
    ['unknown-score', { '/leads/0/expect/scores/all': 1 }, /no score 'all'/],
    ['unknown-stage', { [`${EXPECT}/stage`]: 'mqll' }, /Did you mean 'mql'/],
    ['unknown-attribute', { '/leads/0/attributes/employees': 3 }, /'employees'/],
    ['unknown-activity', { '/leads/1/facts/0/activity': 'demo.boked' }, /Did you mean 'demo.booked'/],
    ['bad-example', { '/at': 'today' }, /"today" is no date/, '/leads/0'],
    ['bad-example', { '/leads/1/facts/0/occurredAt': '2026-02-30' }, /"2026-02-30" is no date/, '/leads/1'],
    ['bad-duration', { '/leads/1/facts/0/ago': '2 days' }, /"2 days" is no duration/],
    ['misnamed-file', { '/model': 'fit-gate' }, /says 'fit-gate'/],
    ['duplicate-key', { '/leads/1/key': 'fit-alone-is-50-never-mql' }, /is used twice/],
  ]);

  it('are boundaries of 59 and 60 points', () => {
    const scores = { total: { min: 0, max: 100 } };
    const rules = [59, 1].map((points, index) => {
      return { key: `r${index}`, score: 'total', points, when: { activity: ['demo.booked', 'demo.attended'][index] } };
    });
    const leads = [
      { key: '59', facts: [{ activity: 'demo.booked', ago: 'P1D' }], expect: { scores: { total: 59 }, stage: 'lead' } },
      {
        ...{ key: '60', facts: [{ activity: 'demo.booked' }, { activity: 'demo.attended' }] },
        expect: { scores: { total: 60 }, crossed: ['mql'], stage: 'mql' },
      },
    ];
    const fixture = set(set(starter, MODEL, { '/scores': scores, '/rules': rules }), TEST, { '/leads': leads });
    expect(checkTree(fixture).problems.filter((one) => one.level === 'error')).toEqual([]);
    const wrong = set(fixture, TEST, { '/leads/0/expect/crossed': ['mql'] });
    expect(newProblems(fixture, wrong, 'failing-example')).toHaveLength(1);
  });

  it('are recycled by score and silent through the cool-down', () => {
    const bant = (status: string, ago: string) => {
      return ['budget', 'authority', 'need'].map((criterion) => ({ qualification: 'bant', criterion, status, ago }));
    };
    const thresholds = [
      { key: 'mql', moveTo: 'mql', when: { activity: 'demo.booked', within: 'P10D' } },
      {
        key: 'cold',
        moveTo: 'nurture',
        reason: 'low-intent',
        when: { qualification: 'bant', status: 'denied', atLeast: 3 },
      },
    ];
    const facts = [
      { activity: 'demo.booked', ago: 'P40D' },
      ...bant('denied', 'P39D'),
      { activity: 'demo.booked', ago: 'P20D' },
    ];
    const lead = (key: string, more: object[], stage: string) => ({
      key,
      facts: [...facts, ...more],
      expect: { stage },
    });
    const leads = [
      lead('silent', [], 'nurture'),
      lead('silent-on-the-last-day', [{ activity: 'demo.booked', ago: 'P9D' }], 'nurture'),
      lead('back-after-30-days', [{ activity: 'demo.booked', ago: 'P8DT23H' }], 'mql'),
    ];
    const fixture = set(set(starter, MODEL, { '/thresholds': thresholds }), TEST, { '/leads': leads });
    expect(checkTree(fixture).problems.filter((one) => one.level === 'error')).toEqual([]);
  });

  it('are refused where they would take too long, and run for models of 500 rules', () => {
    const rules = Array.from({ length: 500 }, (_, index) => ({
      ...{ key: `r${index}`, score: index % 2 ? 'fit' : 'engagement', points: 1 },
      when: { activity: 'page.viewed', distinct: 'path', count: { atLeast: index + 2 }, within: 'P30D' },
    }));
    const withFacts = (count: number) => {
      const facts = Array.from({ length: count }, () => ({ activity: 'page.viewed', ago: 'P1D' }));
      const leads = [{ key: 'many', facts, expect: { notCrossed: ['mql'] } }];
      return set(set(starter, MODEL, { '/rules': rules }), TEST, { '/leads': leads });
    };
    expect(checkTree(withFacts(10)).tree).toBeDefined();
    expect(newProblems(starter, withFacts(1000), 'examples-too-heavy')).toHaveLength(1);
  });
});
