import type { CompiledModel, Steady } from './compiled-model.js';
import type { Instant } from './facts.js';
import { generate } from './generate/generate.js';
import type { Timeline } from './timeline-index.js';

/** Points and conditions of a lead at an instant, and until when they stay but for decay. */
export function readSteady(compiled: CompiledModel, timeline: Timeline, at: Instant): Steady {
  compiled.programs.steady ??= generate(compiled, 'steady');
  return compiled.programs.steady(timeline, at);
}
