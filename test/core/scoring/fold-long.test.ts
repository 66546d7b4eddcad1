import { describe, expect, it } from '@jest/globals';
import { causeOf } from '../../../core/scoring/cause-of.js';
import { compileModel } from '../../../core/scoring/compile.js';
import type { CompiledModel } from '../../../core/scoring/compiled-model.js';
import { crossThresholds, type Moment } from '../../../core/scoring/crossings.js';
import { endPass } from '../../../core/scoring/end-pass.js';
import { evaluate } from '../../../core/scoring/evaluate.js';
import type { Fact, Instant } from '../../../core/scoring/facts.js';
import { foldByOccurrence } from '../../../core/scoring/fold-by-occurrence.js';
import { nextChangeAt } from '../../../core/scoring/next-change-at.js';
import type { ThresholdStates } from '../../../core/scoring/results.js';
import { buildTimeline } from '../../../core/scoring/timeline.js';
import { fc } from '../../helpers/fast-check.js';
import { seed } from '../../helpers/seeded-random.js';
import { facts, instant } from './arbitrary-facts.js';
import { context, model } from './arbitrary-model.js';
import { activity } from './make-facts.js';

/** The same fold, with every fact so far looked at anew at every moment. */
function foldWhole(compiled: CompiledModel, given: Fact[], at: Instant) {
  const ordered = buildTimeline(given).facts.filter(({ occurredAt }) => occurredAt <= at);
  const crossings: { threshold: string; direction: string; at: Instant; after: number }[] = [];
  let states: ThresholdStates = {};
  let last: { at: Instant; heldUntil: number } | null = null;
  let known = buildTimeline([]);
  const judge = (moment: Moment) => {
    const evaluation = evaluate(compiled, known, moment.at);
    const result = crossThresholds(compiled, evaluation, states, moment);
    for (const { threshold, direction } of result.crossings)
      crossings.push({ threshold, direction, at: moment.at, after: evaluation.value });
    states = result.states;
    last = { at: moment.at, heldUntil: result.heldUntil };
  };
  const pass = (until: Instant) => {
    for (;;) {
      if (last === null) return;
      const due = Math.min(nextChangeAt(compiled, known, last.at, until) ?? Infinity, last.heldUntil);
      if (due > until) return;
      judge({ at: due, cause: 'TIME' });
    }
  };
  ordered.forEach((fact, index) => {
    pass(fact.occurredAt);
    known = buildTimeline(ordered.slice(0, index + 1));
    if (fact.kind === 'pass') states = endPass(states, fact);
    judge({ at: fact.occurredAt, cause: causeOf(fact), fact });
  });
  pass(at);
  return { states, crossings, value: evaluate(compiled, known, at).value };
}

/** What is given, time and again, until there is so much of it that the fold drops what can change nothing any more. */
function prolong(given: Fact[], noise: number[]): Fact[] {
  const activities = given.filter((fact) => fact.kind === 'activity');
  const more = noise.map((shift, index) => {
    const model = activities[index % Math.max(1, activities.length)] ?? activity(0, 'visit');
    return { ...model, occurredAt: model.occurredAt + shift, messageId: `more-${index}` };
  });
  return [...given, ...more];
}

describe(`a long fold (SEED=${seed})`, () => {
  it('tells what looking at every fact anew tells', () => {
    const noise = fc.array(fc.integer({ min: -20 * 86_400_000, max: 20 * 86_400_000 }), {
      minLength: 300,
      maxLength: 330,
      size: 'max',
    });
    fc.assert(
      fc.property(model, context, facts, noise, instant, (document, readers, given, shifts, at) => {
        const compiled = compileModel(document, readers);
        const long = prolong(given, shifts);
        const { states, crossings, evaluation } = foldByOccurrence(compiled, buildTimeline(long), at);
        const told = crossings.map(({ threshold, direction, at, after }) => ({ threshold, direction, at, after }));
        expect({ states, crossings: told, value: evaluation.value }).toEqual(foldWhole(compiled, long, at));
      }),
      { seed, numRuns: 25 },
    );
  });
});
