import type { CompiledTree } from '../compile-tree.js';
import { expectedActivities } from './expected-activities.js';
import type { ImpactFrame } from './impact-frame.js';
import type { LeadComparison } from './lead-comparison.js';
import type { ImpactWindow, LeadHistory, RecordedCrossing } from './lead-history.js';
import { replayAlike } from './replay-alike.js';
import { replaySide } from './replay-side.js';

/** Replays a lead under both trees; throws what the fold throws. */
export function compareLead(
  trees: { base: CompiledTree; head: CompiledTree },
  frame: ImpactFrame,
  window: ImpactWindow,
  history: LeadHistory,
): LeadComparison {
  const { handoff, flags, initial } = frame;
  const handedAt = (handoff === null ? undefined : history.entered.get(handoff)) ?? null;
  const judgedAt = Math.min(handedAt ?? Infinity, window.to - 1);
  const expected = expectedActivities(history, window.to - 1);
  const asked = { window, handoff, judgedAt, expected };
  const base = replaySide(trees.base, history, { ...asked, flags: flags.base });
  const other = { ...asked, flags: flags.head };
  const head =
    (frame.isAlike ? replayAlike(trees.head, base, other) : null) ?? replaySide(trees.head, history, other).side;
  const reached: LeadComparison['reached'] = {};
  for (const [index, outcome] of frame.outcomes.entries()) {
    let at = Infinity;
    for (const stage of frame.reachedBy[index] ?? []) at = Math.min(at, history.entered.get(stage) ?? Infinity);
    if (at < window.to) reached[outcome] = at;
  }
  return {
    id: history.id,
    source: history.source,
    segment: base.followed.segment(),
    counted: history.told && base.side.stage !== initial,
    base: base.side,
    head,
    faith: history.recorded && faithOf(base.crossings, history.recorded),
    reached,
    handedAt,
    since: handedAt ?? earliest(base.side.flaggedAt, head.flaggedAt) ?? history.createdAt,
  };
}

function earliest(...instants: (number | null)[]): number | null {
  const known = instants.filter((at) => at !== null);
  return known.length > 0 ? Math.min(...known) : null;
}

/** How the replay agrees with the record, crossing by crossing. */
function faithOf(replayed: readonly RecordedCrossing[], recorded: readonly RecordedCrossing[]) {
  if (replayed.length === 0 && recorded.length === 0) return { crossings: 0, mismatches: 0 };
  const keys = (crossings: readonly RecordedCrossing[]) =>
    new Set(crossings.map(({ threshold, direction, at }) => `${threshold} ${direction} ${at}`));
  const [mine, theirs] = [keys(replayed), keys(recorded)];
  const all = new Set([...mine, ...theirs]);
  return { crossings: all.size, mismatches: all.size - [...mine].filter((key) => theirs.has(key)).length };
}
