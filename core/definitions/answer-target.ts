import { findStage } from './stage-order.js';
import type { Lifecycle } from './tree.js';

/**
 * Where the answer to a handoff leads: accepted (no reason) to its `acceptTo`; rejected to the first stage that its
 * reason's outcome means (nurture or lost) and a move lists. Null where the lifecycle has no such way.
 */
export function answerTarget(lifecycle: Lifecycle, from: string, reasonKey: string | null): string | null {
  if (reasonKey === null) return findStage(lifecycle, from)?.handoff?.acceptTo ?? null;
  const outcome = lifecycle.reasons?.find((one) => one.key === reasonKey)?.outcome;
  const category = outcome === 'disqualify' ? 'lost' : 'nurture';
  const reachable = new Set(lifecycle.moves.flatMap((move) => (move.from.includes(from) ? [move.to] : [])));
  return lifecycle.stages.find((stage) => stage.category === category && reachable.has(stage.key))?.key ?? null;
}
