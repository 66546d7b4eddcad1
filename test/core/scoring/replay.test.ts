import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileModel } from '../../../core/scoring/compile.js';
import { compareFacts, type Fact } from '../../../core/scoring/facts.js';
import { BEGINNING_OF_TIME, foldByOccurrence } from '../../../core/scoring/fold-by-occurrence.js';
import { compileReplay, type ReplayCrossing } from '../../../core/scoring/replay/compile-replay.js';
import { replay } from '../../../core/scoring/replay/replay.js';
import { toColumns } from '../../../core/scoring/replay/to-columns.js';
import { buildTimeline } from '../../../core/scoring/timeline.js';
import { seed } from '../../helpers/seeded-random.js';
import { facts, instant } from './arbitrary-facts.js';
import { context, model } from './arbitrary-model.js';

const PATHS = ['title', 'source', 'latestSource', 'createdAt', 'account.size'];
interface Told {
  value: number;
  crossings: readonly ReplayCrossing[];
}

/** A lead as columns can hold it: newest value of each attribute from the beginning on, activities. */
function flatten(given: Fact[]): { facts: Fact[]; lead: Parameters<typeof toColumns>[0][number] } {
  const activities = given.filter((fact) => fact.kind === 'activity').sort(compareFacts);
  const attributes: Record<string, Extract<Fact, { kind: 'attribute' }>> = {};
  for (const fact of given) {
    if (fact.kind === 'attribute' && PATHS.includes(fact.path) && fact.value !== null) {
      attributes[fact.path] = { ...fact, account: null, occurredAt: BEGINNING_OF_TIME };
    }
  }
  const values = Object.fromEntries(Object.entries(attributes).map(([path, { value }]) => [path, value]));
  return { facts: [...Object.values(attributes), ...activities], lead: { attributes: values, activities } };
}

describe(`replay over columns (SEED=${seed})`, () => {
  it('tells what folding each timeline tells', async () => {
    let fast = 0;
    await fc.assert(
      fc.asyncProperty(
        model,
        context,
        fc.array(facts, { minLength: 1, maxLength: 4 }),
        instant,
        async (definition, tree, given, until) => {
          const compiled = compileModel(definition, tree);
          const leads = given.map(flatten);
          const timelines = leads.map((lead) => buildTimeline(lead.facts));
          const expected = timelines.map((timeline): Told => {
            const { crossings, evaluation } = foldByOccurrence(compiled, timeline, until);
            return {
              value: evaluation.value,
              crossings: crossings.map(({ threshold, direction, at, after }) => ({
                threshold,
                direction,
                at,
                value: after,
              })),
            };
          });
          if (compileReplay(compiled) !== null) fast++;
          const columns = leads.map(({ lead }) => toColumns([lead], ['p', 'n', 'd'], PATHS));
          const together = toColumns(
            leads.map(({ lead }) => lead),
            ['p', 'n', 'd'],
            PATHS,
          );
          for (const batches of [columns, [together], [timelines]]) {
            const told: Told[] = [];
            await replay(compiled, batches, until, (lead, value, crossings) => {
              expect(lead).toBe(told.length);
              told.push({ value, crossings });
            });
            expect(told).toEqual(expected);
          }
        },
      ),
      { seed, numRuns: 100 },
    );
    expect(fast).toBeGreaterThan(20);
  });
});
