import type { ModelContext } from '../scoring/compiled-model.js';
import { judgeMove } from './judge-move.js';
import { lifecycleContext } from './lifecycle-context.js';
import type { MovingLead, PossibleMove } from './move-verdict.js';
import type { Lifecycle, Mover } from './tree.js';

/** The stages this mover could take the lead to next, in order of stages, and what is still missing for each. */
export function possibleMoves(
  lifecycle: Lifecycle,
  lead: MovingLead,
  by: Mover,
  context: ModelContext = lifecycleContext(lifecycle),
): PossibleMove[] {
  return lifecycle.stages
    .filter((stage) => stage.key !== lead.stage && isListed(lifecycle, lead.stage, stage.key, by))
    .map((stage) => {
      const verdict = judgeMove(lifecycle, lead, { to: stage.key, by }, context);
      const missing = verdict.outcome === 'MOVED' ? verdict.outstanding : verdict.problems.map((one) => one.message);
      return { to: stage.key, allowed: verdict.outcome === 'MOVED', missing };
    });
}

function isListed(lifecycle: Lifecycle, from: string, to: string, by: Mover): boolean {
  return lifecycle.moves.some((move) => move.to === to && move.from.includes(from) && move.by.includes(by));
}
