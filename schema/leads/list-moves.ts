import { attributeAt } from '../../core/definitions/attribute-at.js';
import { possibleMoves } from '../../core/definitions/possible-moves.js';
import { buildTimeline } from '../../core/scoring/timeline.js';
import { ruleFor } from '../../server/auth/permissions/rule-for.js';
import type { Lead } from '../../server/entities/lead.entity.js';
import type { Context } from '../context.js';
import { stageView } from '../lifecycle/stage-view.js';
import type { PossibleMoveType } from './possible-move.type.js';

/** The moves this caller could make of a lead now, in order of stages; none of a stub, none for who may move nothing. */
export async function listMoves(context: Context, lead: Lead): Promise<PossibleMoveType[]> {
  const { principal, loaders, releases } = context;
  if (ruleFor(principal, 'Mutation.moveLead') === 'deny' || lead.erasedAt || lead.mergedInto) return [];
  const [facts, now] = await Promise.all([loaders.facts.load(lead.id), loaders.now()]);
  const live = releases.live();
  const timeline = buildTimeline(facts);
  const at = now.getTime();
  const has = (path: string) => {
    const value = attributeAt(timeline, path, at);
    return value !== undefined && value !== null && value !== '';
  };
  const moving = { stage: lead.stage, owner: lead.ownerId, has, timeline, at };
  return possibleMoves(live.tree.lifecycle, moving, principal.mover, live.compiled.context).map((move) => ({
    ...move,
    to: stageView(releases, live, move.to),
  }));
}
