import type { CompiledModel } from './compiled-model.js';
import type { Instant } from './facts.js';
import { generate } from './generate/generate.js';
import { lazyPrototype } from './lazy-evaluation.js';
import type { Evaluation } from './results.js';
import type { Timeline } from './timeline-index.js';

/**
 * Scores and threshold conditions of a lead at an instant: a pure function of timeline, model and `at`. Read
 * `nextChangeAt` off the result itself: copies by spread lose it.
 */
export function evaluate(compiled: CompiledModel, timeline: Timeline, at: Instant): Evaluation {
  compiled.programs.evaluate ??= generate(compiled, 'evaluate', lazyPrototype(compiled));
  return compiled.programs.evaluate(timeline, at);
}
