import type { CompiledTree } from '../compile-tree.js';
import { compareSides, judgingInstant } from './compare-sides.js';
import { expectedActivities } from './expected-activities.js';
import type { ImpactFrame } from './impact-frame.js';
import type { LeadComparison } from './lead-comparison.js';
import type { ImpactWindow, LeadHistory } from './lead-history.js';
import { replayAlike } from './replay-alike.js';
import { replaySide } from './replay-side.js';

/** Replays a lead under both trees; throws what the fold throws. */
export function compareLead(
  trees: { base: CompiledTree; head: CompiledTree },
  frame: ImpactFrame,
  window: ImpactWindow,
  history: LeadHistory,
): LeadComparison {
  const { handoffs, flags } = frame;
  const judgedAt = judgingInstant(frame, window, history);
  const expected = expectedActivities(history, window.to - 1);
  const asked = { window, judgedAt, expected };
  const base = replaySide(trees.base, history, { ...asked, flags: flags.base, handoff: handoffs.base });
  const other = { ...asked, flags: flags.head, handoff: handoffs.head };
  const head =
    (frame.isAlike ? replayAlike(trees.head, base, other) : null) ?? replaySide(trees.head, history, other).side;
  return compareSides(frame, window, history, {
    base: base.side,
    head,
    crossings: base.crossings,
    segment: base.followed.segment(),
  });
}
