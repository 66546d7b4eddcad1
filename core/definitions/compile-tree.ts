import { compileModel } from '../scoring/compile.js';
import type { CompiledModel, ModelContext } from '../scoring/compiled-model.js';
import type { ChallengerDefinition, DefinitionsTree } from './tree.js';
import { treeContext } from './tree-context.js';

/** A checked tree made ready to run. */
export interface CompiledTree {
  tree: DefinitionsTree;
  context: ModelContext;
  /** lifecycle.json's running models, in order: a lead is scored by the first that applies (`evaluateFirst`). */
  models: CompiledModel[];
  challengers: { definition: ChallengerDefinition; model: CompiledModel }[];
  /** Any model of the tree by key, drafts included; compiled when first asked for. */
  model: (key: string) => CompiledModel | undefined;
}

/** Compiles the running models and challengers of a checked tree; throws RangeError on one that the checks refuse. */
export function compileTree(tree: DefinitionsTree): CompiledTree {
  const context = treeContext(tree);
  const compiled = new Map<string, CompiledModel>();
  const model = (key: string): CompiledModel | undefined => {
    const known = compiled.get(key);
    if (known) return known;
    const definition = Object.hasOwn(tree.models, key) ? tree.models[key] : undefined;
    if (!definition) return undefined;
    const made = compileModel(definition, context);
    compiled.set(key, made);
    return made;
  };
  const running = (key: string): CompiledModel => {
    const found = model(key);
    if (!found) throw new RangeError(`lifecycle.json names the model '${key}', which the tree does not have.`);
    return found;
  };
  return {
    tree,
    context,
    models: tree.lifecycle.models.map(running),
    challengers: (tree.lifecycle.challengers ?? []).map((definition) => ({
      definition,
      model: running(definition.model),
    })),
    model,
  };
}
