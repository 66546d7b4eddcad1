import { findStage } from './stage-order.js';
import type { Lifecycle } from './tree.js';

/**
 * The stage a merged lead stands in: the one further on among open and won stages; an open or won stage beats a
 * nurture or lost one; between two of those, `keep`.
 */
export function furtherStage(lifecycle: Lifecycle, keep: string, other: string): string {
  const ranks = [keep, other].map((key) => {
    const stage = findStage(lifecycle, key);
    return stage && (stage.category === 'open' || stage.category === 'won') ? lifecycle.stages.indexOf(stage) : -1;
  });
  return (ranks[1] ?? -1) > (ranks[0] ?? -1) ? other : keep;
}
