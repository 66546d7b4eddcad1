import type { CompiledModel } from './compiled-model.js';
import type { Instant } from './facts.js';
import { generate } from './generate/generate.js';
import { lazyPrototype } from './lazy-evaluation.js';
import type { Explanation } from './results.js';
import type { Timeline } from './timeline-index.js';

/** `evaluate` with what each rule gave and why, and what each threshold still misses. */
export function explain(compiled: CompiledModel, timeline: Timeline, at: Instant): Explanation {
  compiled.programs.explain ??= generate(compiled, 'explain', lazyPrototype(compiled));
  return compiled.programs.explain(timeline, at);
}
