import type { Finding } from '../finding.js';
import type { CheckedTree } from './check.js';
import { unknownWord } from './unknown-word.js';

/** Errors: reasons named by handoffs, thresholds and renames that lifecycle.json does not have. */
export function findUnknownReasons({ tree, words, sound }: CheckedTree): Finding[] {
  if (!sound.has('lifecycle.json')) return [];
  const found: Finding[] = [];
  const look = (path: string, pointer: string, reason: string | undefined): void => {
    if (reason !== undefined) found.push(...unknownWord('reason', reason, words.reasons, path, pointer));
  };
  tree.lifecycle.stages.forEach((stage, index) => {
    look('lifecycle.json', `/stages/${index}/handoff/onExpiry/reason`, stage.handoff?.onExpiry?.reason);
  });
  for (const [key, model] of Object.entries(tree.models)) {
    model.thresholds.forEach((threshold, index) =>
      look(`models/${key}.json`, `/thresholds/${index}/reason`, threshold.reason),
    );
  }
  for (const [from, to] of Object.entries(tree.lifecycle.renamed?.['reasons'] ?? {})) {
    look('lifecycle.json', `/renamed/reasons/${from}`, to);
  }
  return found;
}
