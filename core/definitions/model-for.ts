import type { CompiledModel } from '../scoring/compiled-model.js';
import type { Instant } from '../scoring/facts.js';
import type { Timeline } from '../scoring/timeline.js';
import type { CompiledTree } from './compile-tree.js';
import { conditionHolds } from './condition-holds.js';

/** The running model that scores this lead at `at`: the first whose `appliesTo` holds; null where none does. */
export function modelFor({ context, models }: CompiledTree, timeline: Timeline, at: Instant): CompiledModel | null {
  const applies = ({ model }: CompiledModel) =>
    !model.appliesTo || conditionHolds(model.appliesTo, context, timeline, at);
  return models.find(applies) ?? null;
}
