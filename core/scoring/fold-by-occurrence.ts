import { causeOf } from './cause-of.js';
import type { CompiledModel } from './compiled-model.js';
import { crossThresholds, type Moment } from './crossings.js';
import { endPass } from './end-pass.js';
import { evaluate } from './evaluate.js';
import type { Instant } from './facts.js';
import { nextChangeAt } from './next-change-at.js';
import type { DatedCrossing, Evaluation, ThresholdStates } from './results.js';
import { retainedFacts } from './retention.js';
import type { Timeline } from './timeline.js';
import { appendFact, emptyTimeline, listTimeline } from './timeline-index.js';
import { timelineUpTo } from './timeline-up-to.js';

/** Facts kept before those that can change nothing any more are dropped: a lead of 20,000 is folded in one pass. */
const TIDY_ABOVE = 256;

/** Before every fact: example leads set their `attributes` here, and facts of this instant are one step. */
export const BEGINNING_OF_TIME: Instant = -8_640_000_000_000_000;

/** Threshold states and crossings up to `at` as if every fact had been received when it occurred, time crossings included. */
export function foldByOccurrence(
  compiled: CompiledModel,
  timeline: Timeline,
  at: Instant,
): { states: ThresholdStates; crossings: DatedCrossing[]; evaluation: Evaluation } {
  const scope = { models: [compiled], keep: new Set<string>() };
  let known = emptyTimeline();
  let tidyAbove = TIDY_ABOVE;
  const crossings: DatedCrossing[] = [];
  let states: ThresholdStates = {};
  let before = evaluate(compiled, known, at).value;
  let judgedAt: Instant | null = null;
  let heldUntil = Infinity;
  const judge = (moment: Moment): void => {
    const evaluation = evaluate(compiled, known, moment.at);
    const result = crossThresholds(compiled, evaluation, states, moment);
    for (const crossing of result.crossings) {
      crossings.push({ ...crossing, at: moment.at, before, after: evaluation.value });
    }
    states = result.states;
    before = evaluation.value;
    judgedAt = moment.at;
    heldUntil = result.heldUntil;
  };
  const letTimePass = (until: Instant): void => {
    while (judgedAt !== null) {
      const due = Math.min(nextChangeAt(compiled, known, judgedAt, until) ?? Infinity, heldUntil);
      if (due > until) return;
      judge({ at: due, cause: 'TIME' });
    }
  };
  timeline.facts.forEach((fact, index) => {
    if (fact.occurredAt > at) return;
    letTimePass(fact.occurredAt);
    appendFact(known, fact);
    if (fact.kind === 'pass') states = endPass(states, fact);
    const together =
      fact.occurredAt === BEGINNING_OF_TIME && timeline.facts[index + 1]?.occurredAt === BEGINNING_OF_TIME;
    if (!together) judge({ at: fact.occurredAt, cause: causeOf(fact), fact });
    if (known.facts.length <= tidyAbove) return;
    known = listTimeline(retainedFacts(scope, known, fact.occurredAt));
    tidyAbove = Math.max(TIDY_ABOVE, 2 * known.facts.length);
  });
  letTimePass(at);
  return { states, crossings, evaluation: evaluate(compiled, timelineUpTo(timeline, at), at) };
}
