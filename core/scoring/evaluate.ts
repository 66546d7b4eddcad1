import type { CompiledModel } from './compile.js';
import type { Instant } from './facts.js';
import { type Frame, openFrame } from './frame.js';
import { nextChangeAt } from './next-change-at.js';
import type { Evaluation } from './results.js';
import { readThresholds, scoreFrame } from './score-frame.js';
import type { Timeline } from './timeline.js';

/** Scores and threshold conditions of a lead at an instant: a pure function of timeline, model and `at`. */
export function evaluate(compiled: CompiledModel, timeline: Timeline, at: Instant): Evaluation {
  return evaluateFrame(compiled, openFrame(timeline, at, compiled.scope.matchers.length));
}

/** `evaluate` in a frame that the caller goes on to ask. */
export function evaluateFrame(compiled: CompiledModel, frame: Frame): Evaluation {
  const raw = scoreFrame(compiled, frame);
  const { applies, thresholds } = readThresholds(compiled, frame);
  let next: Instant | null | undefined;
  return {
    at: frame.at,
    applies,
    scores: compiled.scores.map(({ key }, i) => ({ key, raw: raw[i] ?? 0, value: frame.scores[i] ?? 0 })),
    primary: compiled.primary,
    value: frame.scores[compiled.primaryIndex] ?? 0,
    thresholds,
    get nextChangeAt() {
      if (next === undefined) next = nextChangeAt(compiled, frame.timeline, frame.at);
      return next;
    },
  };
}
