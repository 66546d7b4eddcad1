import type { Lifecycle, StageDefinition } from './tree.js';

/** Position of every stage, 0 for the first of lifecycle.json. */
export function stageOrder(lifecycle: Lifecycle): ReadonlyMap<string, number> {
  return new Map(lifecycle.stages.map((stage, index) => [stage.key, index]));
}

/** The stage with this key, or undefined. */
export function findStage(lifecycle: Lifecycle, key: string): StageDefinition | undefined {
  return lifecycle.stages.find((stage) => stage.key === key);
}
