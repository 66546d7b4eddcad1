import { expect, it } from '@jest/globals';
import { compileAttributeCondition } from '../../../core/scoring/compile-attribute-condition.js';
import { compileCondition } from '../../../core/scoring/compile-condition.js';
import type { Fact, Json } from '../../../core/scoring/facts.js';
import type { Condition } from '../../../core/scoring/model.js';
import { buildTimeline } from '../../../core/scoring/timeline.js';
import { fc } from '../../helpers/fast-check.js';

const operators = fc.constantFrom(
  ...[{ equals: 'y' }, { notEquals: 2 }, { in: ['y', 2] }, { exists: false }, { atLeast: 2 }, { contains: 'e' }],
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom('title', 'size'), operators)
        .map(([attribute, one]) => ({ attribute, ...one })),
    },
    fc.array(tie('condition'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('condition'), { maxLength: 3 }).map((any) => ({ any })),
    fc.array(tie('condition'), { maxLength: 3 }).map((none) => ({ none })),
    fc.array(tie('condition'), { maxLength: 3 }).map((of) => ({ atLeast: 2, of })),
  ),
}));
const value = fc.constantFrom<Json>('y', 'yes', 2, 11, null);

it('a condition on attributes says what it says over a timeline', () => {
  fc.assert(
    fc.property(condition, fc.dictionary(fc.constantFrom('title', 'size'), value), (asked, attributes) => {
      const facts = Object.entries(attributes).map(([path, given], ordinal): Fact => {
        const rest = { occurredAt: 0, receivedAt: 0, ordinal, sequence: 0, source: 's', messageId: path };
        return { kind: 'attribute', path, value: given, ...rest };
      });
      const judge = compileAttributeCondition(asked);
      const read = (path: string) => attributes[path] ?? undefined;
      expect(judge?.(read)).toBe(compileCondition(asked)(buildTimeline(facts), 1));
    }),
  );
});

it.each<[string, Condition]>([
  ['what somebody did', { activity: 'page.viewed' }],
  ['the time', { attribute: 'createdAt', withinLast: 'P3D' }],
  ['the segment', { attribute: 'segment', equals: 'icp-core' }],
  ['one of these, somewhere', { any: [{ all: [] }, { none: [{ activity: 'page.viewed' }] }] }],
])('a condition on %s is not one on attributes', (_, asked) => {
  expect(compileAttributeCondition(asked)).toBeNull();
});
