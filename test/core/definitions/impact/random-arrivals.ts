import type { CompiledTree } from '../../../../core/definitions/compile-tree.js';
import type { Arrival } from '../../../../core/definitions/followed-lead.js';
import { compileModel } from '../../../../core/scoring/compile.js';
import type { ModelContext } from '../../../../core/scoring/compiled-model.js';
import type { Json } from '../../../../core/scoring/facts.js';
import type { ScoringModel } from '../../../../core/scoring/model.js';
import { fc } from '../../../helpers/fast-check.js';
import { born, fact, T0, told, tree } from '../follow-lead-cases.js';

const HOUR = 3_600_000;

const activity = fc.record({
  activity: fc.constantFrom('a', 'b', 'c', 'z'),
  properties: fc.record({
    p: fc.constantFrom('x', 'y', 'yes', 1, ''),
    n: fc.constantFrom(0.1, 1, 2, 10, 'no number'),
  }),
});
const attribute = fc.record({
  path: fc.constantFrom('title', 'source', 'account.size'),
  value: fc.constantFrom<Json>('yes', 'y', 2, 11, null),
});
/** Hours it takes an activity to come: some more than a window is long. */
export const lag = fc.constantFrom(0, 0, 1, 30, 80);
/** Hours after the step before, what it is. */
const step = fc.record({
  wait: fc.oneof(
    fc.constant(0),
    fc.constant(12),
    fc.constant(24),
    fc.integer({ min: 0, max: 90 }),
    fc.constant(24 * 45),
  ),
  what: fc.oneof(
    { weight: 8, arbitrary: activity },
    { weight: 2, arbitrary: attribute },
    { weight: 1, arbitrary: fc.constant('nurture' as const) },
    { weight: 1, arbitrary: fc.constant('mql' as const) },
  ),
});
/** What comes of a lead after it came to be. */
export const steps = fc.array(step, { minLength: 1, maxLength: 16, size: 'max' });

/** Steps as they arrive, each `late` hours after it happened. */
export function arrivalsOf(late: number, given: readonly { wait: number; what: unknown }[]): Arrival[] {
  let at = T0;
  const arrivals: Arrival[] = [born(at, fact(at, { path: 'title', value: 'y' }))];
  for (const { wait, what } of given) {
    at += wait * HOUR;
    arrivals.push(arrivalOf(what as Parameters<typeof arrivalOf>[0], at, at - late * HOUR));
  }
  return arrivals;
}

function arrivalOf(what: 'nurture' | 'mql' | Parameters<typeof fact>[1], at: number, occurredAt: number): Arrival {
  if (typeof what !== 'string') return told(at, fact(occurredAt, what));
  const move = { at, historical: false, occurredAt: at, records: [], kind: 'move', by: 'person', to: what } as const;
  return what === 'nurture' ? { ...move, reason: 'low-intent' } : move;
}

/** The starter tree with a random model in place of its own. */
export function treeOf(definition: ScoringModel, given: ModelContext): CompiledTree {
  const made = { ...given, segments: undefined, stageOrder: tree.context.stageOrder };
  return { ...tree, context: { ...tree.context, segments: undefined }, models: [compileModel(definition, made)] };
}

/** Models that cross often: few points are enough, and windows and decay take them back. */
export const lively = fc
  .record({
    rules: fc.array(
      fc.record({
        activity: fc.constantFrom('a', 'b', 'c'),
        count: fc.integer({ min: 1, max: 2 }),
        within: fc.constantFrom(undefined, 'PT24H', 'P3D'),
        decay: fc.constantFrom(undefined, { linear: 'P2D' }, { halfLife: 'P1D' }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    slack: fc.constantFrom(0, 4),
    cooldown: fc.constantFrom(undefined, 'PT36H'),
  })
  .map(({ rules, slack, cooldown }): ScoringModel => {
    const atLeast = 10;
    const release = { score: 'heat', below: atLeast - slack };
    const title = { key: 'r0', score: 'heat', points: 3, when: { attribute: 'title', equals: 'yes' } };
    const counted = rules.map(({ activity, count, within, decay }, i) => {
      const when = { activity, count: { atLeast: count }, ...(within && { within }) };
      return { key: `r${i + 1}`, score: 'heat', points: 8, when, ...(decay && { decay }) };
    });
    return {
      ...{ language: 1, key: 'random', version: '1.0.0', name: 'Lively', scores: { heat: {} } },
      rules: [title, ...counted],
      thresholds: [
        { key: 't0', when: { score: 'heat', atLeast }, release, moveTo: 'mql', ...(cooldown && { cooldown }) },
      ],
    };
  });
