import type { CompiledModel } from './compiled-model.js';
import { evaluate } from './evaluate.js';
import type { Instant } from './facts.js';
import { openFrame } from './frame.js';
import { nextSelectionAt } from './next-selection-at.js';
import type { Evaluation } from './results.js';
import type { Timeline } from './timeline.js';

/** The first running model that applies, and what it says; both null where none does. */
export interface FirstEvaluation {
  compiled: CompiledModel | null;
  evaluation: Evaluation | null;
  /** As of an evaluation, and not later than another model may take over. */
  nextChangeAt(): Instant | null;
}

/** Evaluates a lead by the first of the running models that applies to it. */
export function evaluateFirst(models: readonly CompiledModel[], timeline: Timeline, at: Instant): FirstEvaluation {
  const index = models.findIndex(({ appliesTo, scope }) => {
    return appliesTo === null || appliesTo.holds(openFrame(timeline, at, scope.matchers.length));
  });
  const compiled = models[index] ?? null;
  const evaluation = compiled === null ? null : evaluate(compiled, timeline, at);
  return {
    compiled,
    evaluation,
    nextChangeAt() {
      const before = index < 0 ? models : models.slice(0, index);
      const next = Math.min(evaluation?.nextChangeAt ?? Infinity, nextSelectionAt(before, timeline, at));
      return next === Infinity ? null : next;
    },
  };
}
