import { possibleMoves } from '../../core/definitions/possible-moves.js';
import { buildTimeline } from '../../core/scoring/timeline.js';
import { ruleFor } from '../../server/auth/permissions/rule-for.js';
import type { Account } from '../../server/entities/account.entity.js';
import type { Lead } from '../../server/entities/lead.entity.js';
import type { Context } from '../context.js';
import { stageView } from '../lifecycle/stage-view.js';
import type { PossibleMoveType } from './possible-move.type.js';

/** The moves this caller could make of a lead now, in order of stages; none of a stub, none for who may move nothing. */
export async function listMoves(context: Context, lead: Lead): Promise<PossibleMoveType[]> {
  const { principal, loaders, releases } = context;
  if (ruleFor(principal, 'Mutation.moveLead') === 'deny' || lead.erasedAt || lead.mergedInto) return [];
  const [facts, account, at] = await Promise.all([
    loaders.facts.load(lead.id),
    lead.accountId === null ? null : loaders.accounts.load(lead.accountId),
    loaders.now(),
  ]);
  const live = releases.live();
  const moving = {
    stage: lead.stage,
    owner: lead.ownerId,
    has: (path: string) => hasValue(lead, account, path),
    timeline: buildTimeline(facts),
    at: at.getTime(),
  };
  return possibleMoves(live.tree.lifecycle, moving, principal.mover, live.compiled.context).map((move) => ({
    ...move,
    to: stageView(releases, live, move.to),
  }));
}

function hasValue(lead: Lead, account: Account | null, path: string): boolean {
  if (path === 'email' || path === 'name') return lead[path] !== null;
  const isAccounts = path.startsWith('account.');
  const attributes = isAccounts ? (account?.attributes ?? {}) : lead.attributes;
  const value = attributes[path] ?? attributes[isAccounts ? path.slice('account.'.length) : path];
  return value !== null && value !== undefined;
}
