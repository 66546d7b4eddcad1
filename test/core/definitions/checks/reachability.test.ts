import { describe, expect, it } from '@jest/globals';
import { checkTree } from '../../../../core/definitions/check.js';
import type { Condition } from '../../../../core/scoring/model.js';
import { newProblems, set, starter } from '../tree-files.js';

const MODEL = 'models/hundred-point.json';
const TEST = 'models/hundred-point.test.json';
const RELEASE = { '/thresholds/0/release': undefined };
const total = (operators: object) => ({ score: 'total', ...operators }) as Condition;
const employees = (operators: object) => ({ attribute: 'account.employees', ...operators }) as Condition;
const demo = (count: object) => ({ activity: 'demo.booked', count }) as Condition;

const NEVER: Condition[] = [
  { all: [total({ atLeast: 60 }), total({ below: 60 })] },
  { all: [employees({ above: 10 }), employees({ atMost: 10 })] },
  { any: [] },
  { atLeast: 3, of: [total({ atLeast: 10 }), demo({ atLeast: 1 })] },
  demo({ atLeast: 3, atMost: 2 }),
  total({ equals: 'sixty' }),
  total({ above: 100 }),
  total({ between: [101, 200] }),
  total({ exists: false }),
  { ratio: { of: { activity: 'demo.booked' }, to: { activity: 'email.sent' } }, below: 0 },
  { none: [total({ atLeast: 0 })] },
];
const ALWAYS: Condition[] = [
  { all: [] },
  { none: [total({ above: 100 })] },
  {
    any: [
      { score: 'fit', atLeast: 60 },
      { score: 'fit', between: [0, 50] },
    ],
  },
  demo({ atLeast: 0 }),
  total({ notEquals: 101 }),
  total({ atLeast: 0, atMost: 100 }),
];
const SOMETIMES: Condition[] = [
  total({ atLeast: 100 }),
  total({ above: 0 }),
  total({ notEquals: 100 }),
  total({ in: [50, 'x'] }),
  demo({ exactly: 0 }),
  demo({ atMost: 3 }),
  { activity: 'demo.session', sum: 'minutes', atLeast: 0 },
  { attribute: 'title', exists: false },
  { none: [demo({ atLeast: 1 })] },
  { rule: 'wrong-domain' },
];

function judged(condition: Condition): string[] {
  const changed = set(starter, MODEL, { '/thresholds/0/when': condition, '/thresholds/0/release': undefined });
  const { problems } = checkTree(changed);
  return problems.map((one) => one.code).filter((code) => code.endsWith('-threshold'));
}

describe('a threshold', () => {
  it.each(NEVER)('that asks for %j is reached by nobody', (condition) => {
    expect(judged(condition)).toEqual(['unreachable-threshold']);
  });
  it.each(ALWAYS)('that asks for %j is passed by everybody', (condition) => {
    expect(judged(condition)).toEqual(['always-passed-threshold']);
  });
  it.each(SOMETIMES)('that asks for %j is neither', (condition) => {
    expect(judged(condition)).toEqual([]);
  });

  it('counts what rules on one attribute give together: of several seniorities a lead has one', () => {
    const tier = (key: string, points: number, when: object) => ({ key, score: 'total', points, when });
    const rules = [
      tier('manager', 10, { attribute: 'seniority', equals: 'manager' }),
      tier('director', 20, { attribute: 'seniority', equals: 'director' }),
      tier('leader', 30, { attribute: 'seniority', in: ['vp', 'c-level'] }),
      tier('small', 5, employees({ below: 50 })),
      tier('big', 15, { all: [employees({ atLeast: 50 }), employees({ atMost: 5000 })] }),
    ];
    const asking = (atLeast: number) => {
      const changes = {
        '/scores': { total: {} },
        '/rules': rules,
        '/thresholds/0/when': total({ atLeast }),
        ...RELEASE,
      };
      return set(set(starter, MODEL, changes), TEST, { '/leads': [] });
    };
    expect(newProblems(starter, asking(45), 'unreachable-threshold')).toEqual([]);
    expect(newProblems(starter, asking(46), 'unreachable-threshold')[0]?.message).toContain("'total' gives 0 to 45");
  });

  it('adds points exactly: 0.7 and 0.1 and 0.2 are 1', () => {
    const rules = [0.7, 0.1, 0.2].map((points, index) => {
      return { key: `r${index}`, score: 'fit', points, when: { activity: 'demo.booked' } };
    });
    const asking = (atLeast: number) => {
      const changes = { '/rules': rules, '/thresholds/0/when': { score: 'fit', atLeast }, ...RELEASE };
      return newProblems(starter, set(set(starter, MODEL, changes), TEST, { '/leads': [] }), 'unreachable-threshold');
    };
    expect(asking(1)).toEqual([]);
    expect(asking(1.000001)).toHaveLength(1);
  });

  it('counts rules without end, and what decays or is clamped', () => {
    const rule = { key: 'open', score: 'fit', points: 5, each: { activity: 'email.opened' } };
    const giving = (changes: object, atLeast: number) => {
      const open = {
        '/scores/fit': {},
        '/rules': [{ ...rule, ...changes }],
        '/thresholds/0/when': { score: 'fit', atLeast },
        ...RELEASE,
      };
      return newProblems(starter, set(set(starter, MODEL, open), TEST, { '/leads': [] }), 'unreachable-threshold');
    };
    expect(giving({}, 1e9)).toEqual([]);
    expect(giving({ max: 15 }, 15)).toEqual([]);
    expect(giving({ max: 15 }, 15.1)).toHaveLength(1);
    expect(giving({ each: undefined, when: rule.each, decay: { halfLife: 'P1D' } }, 5)).toEqual([]);
    expect(giving({ each: undefined, when: rule.each, decay: { halfLife: 'P1D' } }, 6)).toHaveLength(1);
    expect(giving({ points: -5 }, 1)).toHaveLength(1);
  });
});
