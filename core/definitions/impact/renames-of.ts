import { decidingModels } from '../challengers/deciding-models.js';
import type { CompiledTree } from '../compile-tree.js';

/** New keys by old ones, of stages and thresholds that a tree no longer has under the old one. */
export interface Renames {
  stages: ReadonlyMap<string, string>;
  thresholds: ReadonlyMap<string, string>;
}

/** What a tree says in `renamed` of keys that it has given up; a key that is still in use stands for itself. */
export function renamesOf(compiled: CompiledTree): Renames {
  const { stages, renamed } = compiled.tree.lifecycle;
  const thresholds = decidingModels(compiled).flatMap(({ model }) => model.thresholds);
  return {
    stages: effective(renamed?.['stages'], stages),
    thresholds: effective(renamed?.['thresholds'], thresholds),
  };
}

function effective(renamed: Readonly<Record<string, string>> | undefined, present: readonly { key: string }[]) {
  const used = new Set(present.map(({ key }) => key));
  return new Map(Object.entries(renamed ?? {}).filter(([from, to]) => !used.has(from) && used.has(to)));
}
