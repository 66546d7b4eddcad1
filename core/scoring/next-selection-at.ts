import type { CompiledModel } from './compiled-model.js';
import type { Instant } from './facts.js';
import { openFrame } from './frame.js';
import type { Timeline } from './timeline.js';

/** First instant at which one of these models may begin or cease to apply; Infinity: never without a new fact. */
export function nextSelectionAt(models: readonly CompiledModel[], timeline: Timeline, at: Instant): number {
  let next = Infinity;
  for (const { appliesTo, scope } of models) {
    if (appliesTo === null) continue;
    const frame = openFrame(timeline, at, scope.matchers.length);
    next = Math.min(next, appliesTo.next(frame), scope.nextIgnoring(frame));
  }
  for (let i = timeline.facts.length - 1; i >= 0; i--) {
    const occurredAt = timeline.facts[i]?.occurredAt ?? at;
    if (occurredAt <= at) break;
    next = Math.min(next, occurredAt);
  }
  return next;
}
