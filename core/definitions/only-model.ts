import type { CompiledModel } from '../scoring/compiled-model.js';
import type { CompiledTree } from './compile-tree.js';

/** The model that judges all leads; undefined where that hangs on the lead. */
export function onlyModel({ models, challengers }: CompiledTree): CompiledModel | undefined {
  const [model] = models;
  const isShared = challengers.some(({ definition }) => definition.share > 0);
  return models.length === 1 && !isShared && model?.appliesTo === null ? model : undefined;
}
