import type { Instant } from '../../scoring/facts.js';
import type { ImpactFrame } from './impact-frame.js';
import type { LeadComparison, ReplayedSide } from './lead-comparison.js';
import type { ImpactWindow, LeadHistory, RecordedCrossing } from './lead-history.js';

/** What really came of a lead. */
export type LeadRecord = Pick<LeadHistory, 'id' | 'createdAt' | 'source' | 'entered' | 'recorded' | 'told'>;

/** What the two replays came to, and what the base says besides. */
export interface ReplayedSides {
  base: ReplayedSide;
  head: ReplayedSide;
  /** Those of the base in the window. */
  crossings: readonly RecordedCrossing[];
  segment: string | null;
}

/** No fact after this instant is in the score that is compared with the outcome: the lead was handed over, or the window ends. */
export function judgingInstant(
  frame: ImpactFrame,
  window: ImpactWindow,
  { entered }: Pick<LeadRecord, 'entered'>,
): Instant {
  return Math.min(handingInstant(frame, entered) ?? Infinity, window.to - 1);
}

/** Holds two replays of a lead against each other and against what really came of it. */
export function compareSides(
  frame: ImpactFrame,
  window: ImpactWindow,
  record: LeadRecord,
  { base, head, crossings, segment }: ReplayedSides,
): LeadComparison {
  const { entered, recorded } = record;
  const handedAt = handingInstant(frame, entered);
  const reached: LeadComparison['reached'] = {};
  for (let index = 0; index < frame.outcomes.length; index++) {
    const outcome = frame.outcomes[index] as string;
    let at = Infinity;
    for (const stage of frame.reachedBy[index] ?? []) at = Math.min(at, entered.get(stage) ?? Infinity);
    if (at < window.to) reached[outcome] = at;
  }
  return {
    id: record.id,
    source: record.source,
    segment,
    counted: record.told && base.stage !== frame.initial,
    base,
    head,
    faith: recorded && faithOf(crossings, recorded),
    reached,
    handedAt,
    since: handedAt ?? earliest(base.flaggedAt, head.flaggedAt) ?? record.createdAt,
  };
}

function handingInstant({ handoff }: ImpactFrame, entered: LeadRecord['entered']): Instant | null {
  return (handoff === null ? undefined : entered.get(handoff)) ?? null;
}

function earliest(...instants: (number | null)[]): number | null {
  const known = instants.filter((at) => at !== null);
  return known.length > 0 ? Math.min(...known) : null;
}

/** One after the other, none twice: so it is of nearly all leads. */
function isSame(replayed: readonly RecordedCrossing[], recorded: readonly RecordedCrossing[]): boolean {
  if (replayed.length !== recorded.length) return false;
  let before = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < replayed.length; i++) {
    const one = replayed[i] as RecordedCrossing;
    const other = recorded[i] as RecordedCrossing;
    if (one.at !== other.at || one.threshold !== other.threshold || one.direction !== other.direction) return false;
    if (one.at <= before) return false;
    before = one.at;
  }
  return true;
}

/** How the replay agrees with the record, crossing by crossing. */
function faithOf(replayed: readonly RecordedCrossing[], recorded: readonly RecordedCrossing[]) {
  if (isSame(replayed, recorded)) return { crossings: replayed.length, mismatches: 0 };
  const keys = (crossings: readonly RecordedCrossing[]) =>
    new Set(crossings.map(({ threshold, direction, at }) => `${threshold} ${direction} ${at}`));
  const [mine, theirs] = [keys(replayed), keys(recorded)];
  const all = new Set([...mine, ...theirs]);
  return { crossings: all.size, mismatches: all.size - [...mine].filter((key) => theirs.has(key)).length };
}
