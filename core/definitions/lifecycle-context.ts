import type { ModelContext } from '../scoring/compiled-model.js';
import type { Lifecycle } from './tree.js';

const known = new WeakMap<Lifecycle, ModelContext>();

/** What conditions of lifecycle.json need of it: frameworks, segments, order of stages. One object per lifecycle. */
export function lifecycleContext(lifecycle: Lifecycle): ModelContext {
  const before = known.get(lifecycle);
  if (before) return before;
  const context: ModelContext = {
    frameworks: Object.fromEntries(
      (lifecycle.frameworks ?? []).map((framework) => [framework.key, framework.criteria.map((one) => one.key)]),
    ),
    segments: (lifecycle.segments ?? []).map(({ key, when }) => ({ key, when })),
    stageOrder: Object.fromEntries(lifecycle.stages.map((stage, index) => [stage.key, index])),
  };
  known.set(lifecycle, context);
  return context;
}
