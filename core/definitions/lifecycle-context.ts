import type { ModelContext } from '../scoring/compiled-model.js';
import { formerNames } from './former-names.js';
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
    ...formerFrameworks(lifecycle),
    segments: (lifecycle.segments ?? []).map(({ key, when }) => ({ key, when })),
    stageOrder: Object.fromEntries(lifecycle.stages.map((stage, index) => [stage.key, index])),
  };
  known.set(lifecycle, context);
  return context;
}

/** Nothing where none was renamed: what says more would make every model another one. */
function formerFrameworks({ frameworks = [], renamed }: Lifecycle): Pick<ModelContext, 'formerFrameworks'> {
  const former = frameworks.flatMap(({ key }) => {
    const names = formerNames(frameworks, renamed?.['frameworks'], key);
    return names.length > 0 ? [[key, names]] : [];
  });
  return former.length > 0 ? { formerFrameworks: Object.fromEntries(former) } : {};
}
