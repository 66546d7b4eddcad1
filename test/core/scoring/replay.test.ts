import { describe, expect, it } from '@jest/globals';
import { compileModel } from '../../../core/scoring/compile.js';
import type { ModelContext } from '../../../core/scoring/compiled-model.js';
import { compareFacts, type Fact } from '../../../core/scoring/facts.js';
import { BEGINNING_OF_TIME, foldByOccurrence } from '../../../core/scoring/fold-by-occurrence.js';
import type { ScoringModel } from '../../../core/scoring/model.js';
import { compileReplay, type ReplayCrossing } from '../../../core/scoring/replay/compile-replay.js';
import { replay } from '../../../core/scoring/replay/replay.js';
import { toColumns } from '../../../core/scoring/replay/to-columns.js';
import { buildTimeline } from '../../../core/scoring/timeline.js';
import { fc } from '../../helpers/fast-check.js';
import { seed } from '../../helpers/seeded-random.js';
import { facts, instant } from './arbitrary-facts.js';
import { context, model } from './arbitrary-model.js';

const PATHS = ['title', 'source', 'latestSource', 'createdAt', 'account.size'];
const PROPERTIES = ['p', 'n', 'd'];
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

const runsOverColumns = (definition: ScoringModel): boolean =>
  compileReplay(compileModel(definition, { frameworks: { bant: ['need'] } })) !== null;

async function tellsTheSame(
  definition: ScoringModel,
  tree: ModelContext,
  given: Fact[][],
  until: number,
): Promise<void> {
  const compiled = compileModel(definition, tree);
  const leads = given.map(flatten);
  const timelines = leads.map((lead) => buildTimeline(lead.facts));
  const expected = timelines.map((timeline): Told => {
    const { crossings, evaluation } = foldByOccurrence(compiled, timeline, until);
    const told = crossings.map(({ threshold, direction, at, after }) => ({ threshold, direction, at, value: after }));
    return { value: evaluation.value, crossings: told };
  });
  const one = leads.map(({ lead }) => toColumns([lead], PROPERTIES, PATHS));
  const together = toColumns(
    leads.map(({ lead }) => lead),
    PROPERTIES,
    PATHS,
  );
  for (const batches of [one, [together], [timelines]]) {
    const told: Told[] = [];
    await replay(compiled, batches, until, (lead, value, crossings) => {
      expect(lead).toBe(told.length);
      told.push({ value, crossings });
    });
    expect(told).toEqual(expected);
  }
}

describe(`replay over columns (SEED=${seed})`, () => {
  const leads = fc.array(facts, { minLength: 1, maxLength: 4 });

  it('tells what folding each timeline tells', async () => {
    await fc.assert(fc.asyncProperty(model, context, leads, instant, tellsTheSame), { seed, numRuns: 50 });
  });

  it('lets time pass first where points fall below a level just as the next fact comes', async () => {
    const hour = 3_600_000;
    const definition: ScoringModel = {
      ...{ language: 1, key: 'fading', version: '1.0.0', name: 'Fading', scores: { heat: {} } },
      rules: [{ key: 'a', score: 'heat', points: 10, when: { activity: 'a' }, decay: { linear: 'PT10H' } }],
      thresholds: [{ key: 'hot', when: { score: 'heat', above: 5 }, release: { score: 'heat', atMost: 5 } }],
    };
    const at = Date.UTC(2026, 2, 2);
    // half of the points are gone, to the millionth, a millisecond before half of the time is
    const fall = 5 * hour - 1;
    const told = [0, fall, fall + 2 * hour].map((after, index): Fact => {
      const occurredAt = at + after;
      const rest = { receivedAt: occurredAt, ordinal: index, sequence: 0, source: 's', messageId: `m${index}` };
      return { kind: 'activity', type: 'a', properties: {}, occurredAt, ...rest };
    });
    expect(runsOverColumns(definition)).toBe(true);
    await tellsTheSame(definition, {}, [told], at + 40 * hour);
    const crossed: string[] = [];
    const columns = toColumns([flatten(told).lead], PROPERTIES, PATHS);
    await replay(compileModel(definition, {}), [columns], at + 40 * hour, (_, __, crossings) => {
      for (const one of crossings) crossed.push(`${one.direction} ${one.at - at}`);
    });
    expect(crossed).toEqual(['UP 0', `DOWN ${fall}`, `UP ${fall}`, `DOWN ${fall + 2 * hour + fall}`]);
  });

  it('does so in generated code, where a model reads nothing but columns', async () => {
    const ignoring = context.map((tree) => ({
      ...tree,
      segments: undefined,
      ignore: tree.ignore?.filter((one) => !('all' in one)),
    }));
    const simple = model.filter(runsOverColumns);
    await fc.assert(fc.asyncProperty(simple, ignoring, leads, instant, tellsTheSame), { seed, numRuns: 100 });
  });
});
