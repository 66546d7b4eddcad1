import type { ModelContext } from '../scoring/compiled-model.js';
import { lifecycleContext } from './lifecycle-context.js';
import type { DefinitionsTree } from './tree.js';

/** What models and conditions need of their tree; its time zone is that of benchmarks.json, else of the first calendar, else UTC. */
export function treeContext(tree: DefinitionsTree): ModelContext {
  return {
    ...lifecycleContext(tree.lifecycle),
    timeZone: treeTimeZone(tree),
    ignore: tree.activities.ignore ?? [],
  };
}

function treeTimeZone(tree: DefinitionsTree): string {
  return tree.benchmarks.timeZone ?? tree.slas.calendars[0]?.timeZone ?? 'UTC';
}
