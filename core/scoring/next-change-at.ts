import type { CompiledModel, Steady } from './compiled-model.js';
import type { Instant } from './facts.js';
import { fromMicro } from './micro.js';
import type { ReadingNode } from './node.js';
import { readSteady } from './read-steady.js';
import type { Timeline } from './timeline-index.js';

/** Steps of a search before it settles for an instant that is early. */
const STEPS = 64;

/**
 * The instant before which no threshold condition changes without a new fact: early at worst, null when time changes
 * nothing. Between the instants at which conditions flip or activities leave windows, decayed points only fall towards
 * 0, so that the values at both ends bound all between. The search ends at the first step beyond `until`; null then
 * says only that nothing changes up to it.
 */
export function nextChangeAt(
  compiled: CompiledModel,
  timeline: Timeline,
  at: Instant,
  until = Infinity,
): Instant | null {
  return nextChangeAfter(compiled, timeline, { at, state: readSteady(compiled, timeline, at) }, until);
}

/** `nextChangeAt` from what was read at `since.at`, when the timeline was as it is. */
export function nextChangeAfter(
  compiled: CompiledModel,
  timeline: Timeline,
  since: { at: Instant; state: Steady },
  until = Infinity,
): Instant | null {
  let { at: now, state } = since;
  const { truth } = state;
  for (let step = 0; step < STEPS && now <= until; step++) {
    const drift = firstDrift(compiled, timeline, now, state, until);
    const next = Math.min(state.changeAt, drift);
    if (next === Infinity || next > until) return null;
    now = next;
    state = readSteady(compiled, timeline, now);
    if (state.truth !== truth) break;
  }
  return now;
}

/** First instant before the next change at which a condition on decayed points is no longer sure to be as it is now. */
function firstDrift(compiled: CompiledModel, timeline: Timeline, at: Instant, now: Steady, until: number): number {
  const horizon = decayHorizon(compiled, now);
  if (horizon === 0) return Infinity;
  const readings = compiled.thresholds.flatMap(({ when, release }) => [...when.readings, ...(release?.readings ?? [])]);
  const last = Math.min(now.changeAt - 1, at + horizon, until);
  const steady = (instant: number): boolean => {
    const later = readSteady(compiled, timeline, instant);
    const bounds = boundScores(compiled, now, later);
    return readings.every((reading) => isSteady(reading, now, later, bounds));
  };
  if (readings.length === 0 || last <= at || steady(last)) return Infinity;
  let sure = at;
  let unsure = last;
  while (unsure - sure > 1) {
    const middle = Math.floor(sure + (unsure - sure) / 2);
    if (steady(middle)) sure = middle;
    else unsure = middle;
  }
  return unsure;
}

/** Longest time in which decayed points still fall; 0 where nothing decays now. */
function decayHorizon(compiled: CompiledModel, now: Steady): number {
  let horizon = 0;
  compiled.rules.forEach(({ decay, points }, index) => {
    if (decay !== null && now.points[index] !== 0) horizon = Math.max(horizon, Math.ceil(decay.horizon(points)));
  });
  return horizon;
}

/** Lowest and highest each clamped score can be between two instants, when every rule moves one way only. */
function boundScores(compiled: CompiledModel, from: Steady, to: Steady): { low: number[]; high: number[] } {
  const low = new Array<number>(compiled.scores.length).fill(0);
  const high = new Array<number>(compiled.scores.length).fill(0);
  compiled.rules.forEach(({ scoreIndex }, index) => {
    const [a, b] = [from.points[index] ?? 0, to.points[index] ?? 0];
    low[scoreIndex] = (low[scoreIndex] ?? 0) + Math.min(a, b);
    high[scoreIndex] = (high[scoreIndex] ?? 0) + Math.max(a, b);
  });
  for (const index of compiled.scoreOrder) {
    const score = compiled.scores[index];
    if (score === undefined) continue;
    for (const bound of [low, high]) {
      if (score.sum !== null) bound[index] = score.sum.reduce((sum, member) => sum + (bound[member] ?? 0), 0);
      bound[index] = Math.min(score.max, Math.max(score.min, bound[index] ?? 0));
    }
  }
  return { low, high };
}

/** A condition on a value is sure to stay as it is when the value cannot pass one of its bounds or points. */
function isSteady(reading: ReadingNode, from: Steady, to: Steady, scores: { low: number[]; high: number[] }): boolean {
  const { kind, index } = reading;
  const points = [from.points[index] ?? 0, to.points[index] ?? 0];
  const low = fromMicro((kind === 'score' ? scores.low[index] : Math.min(...points)) ?? 0);
  const high = fromMicro((kind === 'score' ? scores.high[index] : Math.max(...points)) ?? 0);
  if (low === high) return true;
  return (
    reading.points.every((point) => point < low || point > high) &&
    reading.steps.every(({ kind, value }) =>
      kind === 'atLeast' ? low >= value || high < value : low > value || high <= value,
    )
  );
}
