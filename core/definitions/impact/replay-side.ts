import { evaluateFirst } from '../../scoring/evaluate-first.js';
import type { Instant } from '../../scoring/facts.js';
import { treeFor } from '../challengers/tree-for.js';
import type { CompiledTree } from '../compile-tree.js';
import { followLead } from '../follow-lead.js';
import type { Effect, FollowedCrossing, FollowedLead } from '../followed-lead.js';
import type { Expected } from '../foresight.js';
import type { ReplayedSide } from './lead-comparison.js';
import type { ImpactWindow, LeadHistory } from './lead-history.js';

/** What is asked of a side. */
export interface SideQuestion {
  window: ImpactWindow;
  flags: ReadonlySet<string>;
  handoff: string | null;
  /** No fact after this instant is in the score that is compared with the outcome. */
  judgedAt: Instant;
  /** What will come of the lead, where that is known. */
  expected?: Expected | null;
}

/** A side, its lead as followed to the end of the window, and the crossings in it. */
export interface SideReplay {
  side: ReplayedSide;
  followed: FollowedLead;
  crossings: FollowedCrossing[];
}

/** Takes a lead through all that was accepted about it before the window's end, by the fold that the live path uses. */
export function replaySide(tree: CompiledTree, history: LeadHistory, question: SideQuestion): SideReplay {
  const { window, flags, handoff, judgedAt, expected = null } = question;
  const end = window.to - 1;
  const arrivals = history.arrivals.filter((arrival) => arrival.at <= end);
  const look = { kind: 'look', at: end, historical: false } as const;
  const followed = followLead(tree, history.memory, [...arrivals, look], { bare: true, expected });
  const inWindow = (at: Instant) => at >= window.from && at < window.to;
  const crossings = followed.effects.filter(isCrossing).filter(({ at }) => inWindow(at));
  const ups: { [threshold: string]: Instant } = Object.create(null);
  let flaggedAt: Instant | null = null;
  for (const { direction, threshold, at } of crossings) {
    if (direction !== 'UP') continue;
    ups[threshold] ??= at;
    if (flags.has(threshold)) flaggedAt ??= at;
  }
  const { evaluation } =
    judgedAt === end ? followed : evaluateFirst(treeFor(tree, history.memory).models, followed.timeline, judgedAt);
  return {
    followed,
    crossings,
    side: {
      evaluable: followed.model !== null,
      ups,
      trace: crossings.map(({ threshold, direction, at }) => `${threshold} ${direction} ${at}`).join('\n'),
      flaggedAt,
      handedOver: followed.effects.flatMap((effect) =>
        effect.kind === 'transition' && effect.cause === 'SCORE' && effect.to === handoff && inWindow(effect.occurredAt)
          ? [effect.occurredAt]
          : [],
      ),
      stage: followed.stage,
      value: followed.evaluation?.value ?? null,
      judgedBy: evaluation?.value ?? null,
    },
  };
}

function isCrossing(effect: Effect): effect is FollowedCrossing {
  return effect.kind === 'crossing';
}
