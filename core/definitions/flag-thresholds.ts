import { decidingModels } from './challengers/deciding-models.js';
import type { CompiledTree } from './compile-tree.js';
import { findStage } from './stage-order.js';

/**
 * Keys of the thresholds that flag a lead, of running models and of challengers that have a share: those whose target is
 * the first handoff stage or a later open or won one. Empty where no stage hands over.
 */
export function flagThresholds(compiled: CompiledTree): Set<string> {
  const { tree } = compiled;
  const { stages } = tree.lifecycle;
  const first = stages.findIndex((stage) => stage.handoff);
  const flagging = decidingModels(compiled)
    .flatMap(({ model }) => model.thresholds)
    .filter(({ moveTo, suggest }) => {
      const stage = findStage(tree.lifecycle, moveTo ?? suggest ?? '');
      const onward = stage?.category === 'open' || stage?.category === 'won';
      return first >= 0 && stage !== undefined && onward && stages.indexOf(stage) >= first;
    });
  return new Set(flagging.map(({ key }) => key));
}
