import type { ModelContext } from '../scoring/compiled-model.js';
import { lifecycleContext } from './lifecycle-context.js';
import type { DefinitionsTree } from './tree.js';
import { treeTimeZone } from './tree-time-zone.js';

/** What models and conditions need of their tree. */
export function treeContext(tree: DefinitionsTree): ModelContext {
  return {
    ...lifecycleContext(tree.lifecycle),
    timeZone: treeTimeZone(tree),
    ignore: tree.activities.ignore ?? [],
  };
}
