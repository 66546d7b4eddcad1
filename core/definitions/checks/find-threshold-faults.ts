import type { Finding } from '../finding.js';
import type { CheckedTree } from './check.js';

/**
 * Errors: thresholds that both move and suggest; in running models those whose move no stage lists. A warning there:
 * a move that needs a reason the threshold does not give.
 */
export function findThresholdFaults({ tree, words, sound }: CheckedTree): Finding[] {
  const { lifecycle } = tree;
  const deciding = new Set([
    ...lifecycle.models,
    ...(lifecycle.challengers ?? []).filter((one) => one.share > 0).map((one) => one.model),
  ]);
  return Object.entries(tree.models).flatMap(([key, model]) => {
    const path = `models/${key}.json`;
    return model.thresholds.flatMap((threshold, index): Finding[] => {
      const pointer = `/thresholds/${index}`;
      const { moveTo, suggest, reason } = threshold;
      if (moveTo !== undefined && suggest !== undefined) {
        const message = `The threshold '${threshold.key}' both moves and suggests.`;
        const hint = 'Keep `moveTo` or `suggest`.';
        return [{ level: 'error', code: 'moves-and-suggests', path, pointer: `${pointer}/suggest`, message, hint }];
      }
      const target = moveTo ?? suggest;
      if (target === undefined || !deciding.has(key) || !sound.has('lifecycle.json') || !words.stages.has(target))
        return [];
      const mover = moveTo === undefined ? 'person' : 'score';
      const listed = lifecycle.moves.filter((move) => move.to === target && move.by.includes(mover));
      const at = `${pointer}/${moveTo === undefined ? 'suggest' : 'moveTo'}`;
      if (listed.length === 0) {
        const message = `The threshold '${threshold.key}' leads to '${target}', but no move to '${target}' by ${mover} is listed.`;
        const hint = `List a move to '${target}' with by: ["${mover}"] in lifecycle.json.`;
        return [{ level: 'error', code: 'unlisted-move', path, pointer: at, message, hint }];
      }
      if (moveTo !== undefined && reason === undefined && listed.every((move) => blocksWithoutReason(move.requires))) {
        const message = `Every move to '${target}' needs a reason, and the threshold '${threshold.key}' gives none.`;
        const hint = 'Add `reason` to the threshold: until then each of its moves is refused.';
        return [{ level: 'warning', code: 'threshold-lacks-reason', path, pointer: at, message, hint }];
      }
      return [];
    });
  });
}

function blocksWithoutReason(requires: { reason?: boolean; enforce?: string } | undefined): boolean {
  return requires?.reason === true && requires.enforce !== 'warn';
}
