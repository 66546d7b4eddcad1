import type { CompiledTree } from './compile-tree.js';
import { findStage } from './stage-order.js';

/**
 * Keys of the running thresholds that flag a lead: those whose target is the first handoff stage or a later open or won
 * one. Empty where no stage hands over.
 */
export function flagThresholds({ tree, models }: Pick<CompiledTree, 'models' | 'tree'>): Set<string> {
  const { stages } = tree.lifecycle;
  const first = stages.findIndex((stage) => stage.handoff);
  const flagging = models
    .flatMap(({ model }) => model.thresholds)
    .filter(({ moveTo, suggest }) => {
      const stage = findStage(tree.lifecycle, moveTo ?? suggest ?? '');
      const onward = stage?.category === 'open' || stage?.category === 'won';
      return first >= 0 && stage !== undefined && onward && stages.indexOf(stage) >= first;
    });
  return new Set(flagging.map(({ key }) => key));
}
