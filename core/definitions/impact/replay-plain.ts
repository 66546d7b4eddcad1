import type { Instant } from '../../scoring/facts.js';
import type { Turn } from '../../scoring/replay/open-turns.js';
import type { CrossingDirection } from '../../scoring/results.js';
import { endOfPass } from '../end-of-pass.js';
import type { ReplayedSide } from './lead-comparison.js';
import type { ImpactWindow, RecordedCrossing } from './lead-history.js';
import type { PlainLead } from './plain-lead.js';
import type { PlainRules, PlainThreshold } from './plain-rules.js';

/** What is asked of a side. */
export interface PlainQuestion {
  rules: PlainRules;
  window: ImpactWindow;
  flags: ReadonlySet<string>;
  handoff: string | null;
}

/** A plain lead, when its conditions turned, and when its activities became known. */
export interface TurnedLead {
  plain: PlainLead;
  turns: readonly Turn[];
  entries: Float64Array;
  /** The first and the last but one of its entries. */
  from: number;
  to: number;
}

/** A side without scores, and its crossings in the window. */
export interface PlainReplay {
  side: Omit<ReplayedSide, 'value' | 'judgedBy'>;
  crossings: RecordedCrossing[];
}

/** A lead on its way. */
interface Way extends PlainReplay {
  question: PlainQuestion;
  moves: PlainLead['moves'];
  /** Moves made by now. */
  made: number;
  /** Something came of it that plain leads do not tell. */
  isLost: boolean;
}

const NONE: readonly never[] = [];

/**
 * What `replaySide` makes of a plain lead, found from when its conditions turn: thresholds are judged there and where a
 * cool-down ends, for nothing crosses between. Null where a pass ends, or where a move hangs on more of the lead.
 */
export function replayPlain(
  question: PlainQuestion,
  states: readonly ThresholdState[],
  { plain, turns, entries, from, to }: TurnedLead,
): PlainReplay | null {
  const { rules, window } = question;
  const { enters, moves, came, taken } = plain;
  if (endOfPass(rules.tree.tree.lifecycle, '', enters.to, enters.reason, enters.occurredAt)) return null;
  const way: Way = {
    question,
    moves,
    made: 0,
    isLost: false,
    crossings: NONE as unknown as RecordedCrossing[],
    side: {
      evaluable: true,
      ups: NO_UPS,
      trace: '',
      flaggedAt: null,
      handedOver: NONE as unknown as Instant[],
      stage: enters.to,
    },
  };
  for (const state of states) {
    state.up = false;
    state.lastUp = Number.NEGATIVE_INFINITY;
  }
  let index = lastBy(turns, came, taken);
  let at = came;
  for (;;) {
    const hold = judge(way, states, turns[index]?.truth ?? 0, at);
    if (way.isLost) return null;
    const next = turns[index + 1];
    if (hold <= (next?.at ?? Infinity)) {
      if (hold >= window.to) break;
      at = hold;
      if (next?.at === at && next.taken <= knownBefore(entries, from, to, at)) index++;
    } else {
      if (!next) break;
      at = next.at;
      index++;
    }
  }
  makeMoves(way, Infinity);
  return way.isLost ? null : { side: way.side, crossings: way.crossings };
}

const NO_UPS: ReplayedSide['ups'] = Object.freeze(Object.create(null));

/** The last turn that holds when the lead has come. */
function lastBy(turns: readonly Turn[], came: Instant, taken: number): number {
  let index = 0;
  for (let next = turns[1]; next && next.at <= came && next.taken <= taken; next = turns[index + 1]) index++;
  return index;
}

function knownBefore(entries: Float64Array, from: number, to: number, at: Instant): number {
  let count = 0;
  while (from + count < to && (entries[from + count] as number) < at) count++;
  return count;
}

/** Where a threshold is while a lead is replayed. */
export interface ThresholdState {
  threshold: PlainThreshold;
  up: boolean;
  lastUp: Instant;
}

/** States for one lead after the other, in the order of the thresholds. */
export function openStates(thresholds: readonly PlainThreshold[]): ThresholdState[] {
  return thresholds.map((threshold) => ({ threshold, up: false, lastUp: Number.NEGATIVE_INFINITY }));
}

/** Lets thresholds cross, DOWN first; answers when the first cool-down ends that holds one back. */
function judge(way: Way, states: readonly ThresholdState[], truth: number, at: Instant): number {
  let hold = Number.POSITIVE_INFINITY;
  let rising = false;
  for (const state of states) {
    const release = (truth & state.threshold.release) !== 0;
    if (!state.up) rising ||= (truth & state.threshold.when) !== 0 && !release;
    else if (release) {
      state.up = false;
      cross(way, state.threshold, 'DOWN', at);
    }
  }
  if (!rising) return hold;
  for (const state of states) {
    const { threshold, lastUp } = state;
    if (state.up || (truth & threshold.when) === 0 || (truth & threshold.release) !== 0) continue;
    const heldUntil = lastUp + threshold.cooldown;
    if (at < heldUntil) hold = Math.min(hold, heldUntil);
    else {
      state.up = true;
      state.lastUp = at;
      cross(way, threshold, 'UP', at);
    }
  }
  return hold;
}

function cross(way: Way, threshold: PlainThreshold, direction: CrossingDirection, at: Instant): void {
  const { question, side } = way;
  const { window, flags, handoff, rules } = question;
  const isWithin = at >= window.from && at < window.to;
  const { key } = threshold;
  if (isWithin) {
    if (way.crossings.length === 0) way.crossings = [];
    way.crossings.push({ threshold: key, direction, at });
    side.trace += `${side.trace === '' ? '' : '\n'}${key} ${direction} ${at}`;
  }
  if (direction === 'DOWN') return;
  if (isWithin) {
    if (side.ups === NO_UPS) side.ups = Object.create(null) as ReplayedSide['ups'];
    side.ups[key] ??= at;
    if (flags.has(key)) side.flaggedAt ??= at;
  }
  if (threshold.moveTo === null) return;
  makeMoves(way, at);
  const to = rules.moveOf(side.stage, threshold);
  if (to === undefined) way.isLost = true;
  if (!to) return;
  side.stage = to;
  if (isWithin && to === handoff) {
    if (side.handedOver.length === 0) side.handedOver = [];
    side.handedOver.push(at);
  }
}

/** Takes the moves that were made before an instant; one made at that very instant may be before or after. */
function makeMoves(way: Way, before: Instant): void {
  const { side, moves, question } = way;
  const { lifecycle } = question.rules.tree.tree;
  for (let move = moves[way.made]; move && move.at <= before; move = moves[++way.made]) {
    if (move.at === before) way.isLost = true;
    if (move.to === side.stage) continue;
    if (endOfPass(lifecycle, side.stage, move.to, move.reason, move.occurredAt)) way.isLost = true;
    side.stage = move.to;
  }
}
