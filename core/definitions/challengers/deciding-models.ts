import type { CompiledModel } from '../../scoring/compiled-model.js';
import type { CompiledTree } from '../compile-tree.js';

/** The models that decide about leads: those that run, and challengers that have a share. */
export function decidingModels({ models, challengers }: CompiledTree): CompiledModel[] {
  return [...models, ...challengers.filter(({ definition }) => definition.share > 0).map(({ model }) => model)];
}
