import type { Instant } from '../scoring/facts.js';
import type { Timeline } from '../scoring/timeline.js';
import type { CompiledTree } from './compile-tree.js';
import { conditionHolds } from './condition-holds.js';

/** Key of the first segment of the tree whose condition holds at `at`; null where none does. */
export function segmentOf({ context }: CompiledTree, timeline: Timeline, at: Instant): string | null {
  const found = context.segments?.find((segment) => conditionHolds(segment.when, context, timeline, at));
  return found?.key ?? null;
}
