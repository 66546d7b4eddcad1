import type { Fact } from '../../../core/scoring/facts.js';
import { fc } from '../../helpers/fast-check.js';
import { dates, drop, optional, scalar, text } from './arbitrary-values.js';
import { DAY, NOON } from './make-facts.js';

const HOUR = 3_600_000;

/** Instants on a grid of half days around NOON, so that they fall on edges of windows and on each other. */
export const instant = fc.oneof(
  fc.integer({ min: -20, max: 4 }).map((n) => NOON + n * 12 * HOUR),
  fc.integer({ min: -8 * DAY, max: DAY }).map((n) => NOON + n),
);

const properties = fc
  .record({
    p: optional(fc.oneof(text, fc.constant(['x', 'y']))),
    n: optional(fc.constantFrom(0.7, 0.1, 0.2, 1, 2, 10)),
    d: optional(dates),
  })
  .map(drop);
const body = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('activity' as const),
      type: fc.constantFrom('a', 'b', 'c', 'z'),
      properties,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('attribute' as const),
      path: fc.constantFrom('title', 'source', 'latestSource'),
      value: fc.oneof(scalar, fc.constant(null), fc.constant(['x', 2])),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('attribute' as const), path: fc.constant('createdAt'), value: dates }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('attribute' as const),
      path: fc.constant('account'),
      value: fc.constantFrom('acme', 'other', null),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('attribute' as const),
      path: fc.constant('account.size'),
      account: fc.constantFrom('acme', 'other', undefined),
      value: fc.oneof(scalar, fc.constant(null)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('qualification' as const),
      framework: fc.constant('bant'),
      criterion: fc.constantFrom('budget', 'need'),
      status: fc.constantFrom('confirmed' as const, 'denied' as const, 'unknown' as const),
      value: optional(fc.oneof(text, dates, fc.constant(null))),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      pass: fc.constant(2),
      coolDown: fc.constantFrom(0, DAY),
      forgets: fc.constantFrom<string[]>([], ['bant']),
    }),
  },
);

/** Facts with ids of their own, in any order; `receivedAt` is `occurredAt`. */
export const facts: fc.Arbitrary<Fact[]> = fc
  .array(fc.tuple(instant, fc.integer({ min: 0, max: 1 }), body), { maxLength: 16, size: 'max' })
  .map((list) =>
    list.map(([occurredAt, sequence, given], i) => {
      const base = {
        occurredAt,
        receivedAt: occurredAt,
        ordinal: i,
        sequence,
        source: 'test',
        messageId: `m${(i * 7) % 15}-${i}`,
      };
      if (given.kind !== 'pass') return { ...base, ...given } as Fact;
      const { coolDown, ...rest } = given;
      return { ...base, ...rest, silentUntil: occurredAt + coolDown } as Fact;
    }),
  );
