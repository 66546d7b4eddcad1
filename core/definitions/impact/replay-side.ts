import { evaluateFirst } from '../../scoring/evaluate-first.js';
import type { Instant } from '../../scoring/facts.js';
import { treeFor } from '../challengers/tree-for.js';
import type { CompiledTree } from '../compile-tree.js';
import { followLead } from '../follow-lead.js';
import type { Arrival, FollowedCrossing, FollowedLead } from '../followed-lead.js';
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
  const followed = followLead(tree, history.memory, arrivalsUpTo(history, end), { bare: true, expected });
  const crossings: FollowedCrossing[] = [];
  const handedOver: Instant[] = [];
  const ups: { [threshold: string]: Instant } = Object.create(null);
  let flaggedAt: Instant | null = null;
  let trace = '';
  for (const effect of followed.effects) {
    if (effect.kind === 'transition') {
      const { cause, to, occurredAt } = effect;
      if (cause === 'SCORE' && to === handoff && isWithin(window, occurredAt)) handedOver.push(occurredAt);
    }
    if (effect.kind !== 'crossing' || !isWithin(window, effect.at)) continue;
    crossings.push(effect);
    const { direction, threshold, at } = effect;
    trace += `${trace === '' ? '' : '\n'}${threshold} ${direction} ${at}`;
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
      trace,
      flaggedAt,
      handedOver,
      stage: followed.stage,
      value: followed.evaluation?.value ?? null,
      judgedBy: evaluation?.value ?? null,
    },
  };
}

/** With a look at the end. */
function arrivalsUpTo({ arrivals }: LeadHistory, end: Instant): Arrival[] {
  const known: Arrival[] = [];
  for (const arrival of arrivals) if (arrival.at <= end) known.push(arrival);
  known.push({ kind: 'look', at: end, historical: false });
  return known;
}

function isWithin({ from, to }: ImpactWindow, at: Instant): boolean {
  return at >= from && at < to;
}
