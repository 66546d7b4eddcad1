import type { ModelContext } from '../../../core/scoring/compiled-model.js';
import type {
  ActivityMatch,
  Condition,
  Operators,
  Rule,
  ScoringModel,
  ThresholdDefinition,
} from '../../../core/scoring/model.js';
import { fc } from '../../helpers/fast-check.js';
import { drop, duration, optional, scalar, text } from './arbitrary-values.js';

const textOperators: fc.Arbitrary<Operators> = fc.oneof(
  fc.record({ equals: scalar }),
  fc.record({ notEquals: scalar }),
  fc.record({ in: fc.array(scalar, { maxLength: 2 }) }),
  fc.record({ notIn: fc.array(scalar, { maxLength: 2 }) }),
  fc.record({ exists: fc.boolean() }),
  fc.record({ startsWith: text }),
  fc.record({ endsWith: text }),
  fc.record({ contains: text }),
  fc.record({ matches: fc.constantFrom('^y', 'x$', 'e') }),
);
const numberOperators: fc.Arbitrary<Operators> = fc.oneof(
  fc.record({ atLeast: fc.constantFrom(0, 1, 2, 3) }),
  fc.record({ atMost: fc.constantFrom(0, 1, 2) }),
  fc.record({ above: fc.constantFrom(0, 1), below: fc.constantFrom(2, 11) }),
  fc.record({ between: fc.constantFrom<[number, number]>([0, 1], [1, 2]) }),
);
const dateOperators: fc.Arbitrary<Operators> = fc.oneof(
  fc.record({ before: fc.constant('2026-03-31T12:00:00Z') }),
  fc.record({ after: fc.constant('2026-03-29') }),
  fc.record({ withinNext: duration }),
  fc.record({ withinLast: duration }),
  fc.record({ olderThan: duration }),
);

const match: fc.Arbitrary<ActivityMatch> = fc
  .record({
    activity: fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.constant<string[]>(['b', 'a'])),
    where: optional(
      fc.oneof(fc.record({ p: textOperators }), fc.record({ n: numberOperators }), fc.record({ d: dateOperators })),
    ),
    within: optional(duration),
    inPass: optional(fc.constant(true)),
  })
  .map(drop);
const count = fc.oneof(
  fc.record({ atLeast: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ atMost: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ exactly: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ between: fc.constantFrom<[number, number]>([0, 1], [1, 2]) }),
);
const distinct = optional(fc.constantFrom('p', 'n', '$day', '$week'));

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(match, optional(count), distinct)
      .map(([one, counted, of]) => drop({ ...one, count: counted, distinct: of })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(match, fc.integer({ min: 1, max: 3 }), distinct, duration)
      .map(([one, atLeast, of, inAny]) => drop({ ...one, count: { atLeast }, distinct: of, inAny })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(match, fc.constantFrom('sum', 'max', 'latest'), numberOperators)
      .map(([one, fold, ops]) => ({ ...one, [fold]: 'n', ...ops })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(match, match, numberOperators).map(([of, to, ops]) => ({ ratio: { of, to }, ...ops })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom('title', 'source', 'latestSource', 'account.size', 'segment'),
        fc.oneof(textOperators, numberOperators),
      )
      .map(([attribute, ops]) => ({ attribute, ...ops })),
  },
  { weight: 1, arbitrary: dateOperators.map((ops) => ({ attribute: 'createdAt', ...ops })) },
  {
    weight: 1,
    arbitrary: fc
      .record({
        qualification: fc.constant('bant'),
        status: optional(fc.constantFrom('confirmed' as const, 'denied' as const, 'answered' as const)),
        criteria: optional(fc.constant<string[]>(['need'])),
        atLeast: optional(fc.constant(1)),
      })
      .map(drop),
  },
  { weight: 1, arbitrary: fc.oneof(textOperators, dateOperators).map((ops) => ({ answer: 'bant.need', ...ops })) },
);

function grouped(member: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> {
  const members = fc.array(member, { maxLength: 2 });
  return fc.oneof(
    { weight: 4, arbitrary: member },
    { weight: 1, arbitrary: members.map((all) => ({ all })) },
    { weight: 1, arbitrary: members.map((any) => ({ any })) },
    { weight: 1, arbitrary: members.map((none) => ({ none })) },
    { weight: 1, arbitrary: members.map((of) => ({ atLeast: 1, of })) },
  );
}
export const condition = grouped(grouped(leaf));

const limits = fc
  .record({ min: optional(fc.constantFrom(-3, 0, 1)), max: optional(fc.constantFrom(2, 7.5, 20)) })
  .map(drop);
const decay = optional(
  fc.oneof(
    duration.map((linear) => ({ linear })),
    duration.map((halfLife) => ({ halfLife })),
  ),
);
const points = fc.constantFrom(1, 5, -2, 0.1, 10, 33.333333);

const rule: fc.Arbitrary<Omit<Rule, 'key'>> = fc.oneof(
  fc
    .tuple(points, condition, limits, fc.constantFrom('fit', 'heat'))
    .map(([give, when, limit, score]) => ({ score, points: give, when, ...limit })),
  fc
    .tuple(points, match, limits, decay)
    .map(([give, each, limit, fade]) => drop({ score: 'heat', points: give, each, ...limit, decay: fade })),
  fc
    .tuple(points, match, decay, condition, limits)
    .map(([give, one, fade, other, limit]) =>
      drop({ score: 'heat', points: give, when: { any: [one, other] }, decay: fade, ...limit }),
    ),
);
const scoreCondition: fc.Arbitrary<Condition> = fc
  .tuple(
    fc.constantFrom('fit', 'heat', 'total'),
    fc.oneof(
      numberOperators,
      fc.constantFrom(0.5, 5, 8, 33).map((atLeast) => ({ atLeast })),
      fc.constant({ equals: 5 }),
      fc.constant({ above: 1, below: 6 }),
    ),
  )
  .map(([score, ops]) => ({ score, ...ops }));
const thresholdCondition = grouped(
  fc.oneof(
    { weight: 4, arbitrary: scoreCondition },
    { weight: 3, arbitrary: leaf },
    { weight: 1, arbitrary: fc.constant({ rule: 'r0' }) },
  ),
);
const threshold: fc.Arbitrary<Omit<ThresholdDefinition, 'key'>> = fc
  .record({
    when: thresholdCondition,
    release: optional(thresholdCondition),
    cooldown: optional(duration),
    moveTo: optional(fc.constantFrom('mql', 'sql')),
  })
  .map(drop);

export const model: fc.Arbitrary<ScoringModel> = fc
  .record({
    appliesTo: optional(condition, 5),
    rules: fc.array(rule, { minLength: 1, maxLength: 4 }),
    thresholds: fc.array(threshold, { minLength: 1, maxLength: 3 }),
    fit: limits,
    total: limits,
  })
  .map(({ appliesTo, rules, thresholds, fit, total }) =>
    drop({
      language: 1 as const,
      key: 'random',
      version: '1.0.0',
      name: 'Random',
      appliesTo,
      scores: { fit, heat: {}, total: { ...total, sum: ['fit', 'heat'] } },
      rules: rules.map((one, i) => ({ key: `r${i}`, ...one })),
      thresholds: thresholds.map((one, i) => ({ key: `t${i}`, ...one })),
    }),
  );

export const context: fc.Arbitrary<ModelContext> = fc
  .record({
    frameworks: fc.constant<Record<string, string[]>>({ bant: ['budget', 'need'] }),
    segments: optional(
      fc.tuple(condition, condition).map(([one, two]) => [
        { key: 'x', when: one },
        { key: 'y', when: two },
      ]),
    ),
    ignore: optional(
      fc.constantFrom<Condition[]>(
        [{ attribute: 'title', equals: 'yes' }],
        [{ activity: 'a', where: { p: { equals: 'y' } } }],
        [{ all: [{ activity: 'b' }, { attribute: 'source', exists: true }] }],
      ),
      2,
    ),
    stageOrder: fc.constant({ mql: 1, sql: 2 }),
  })
  .map(drop);
