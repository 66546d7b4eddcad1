import type { CompiledModel } from './compile.js';
import type { Fact, Instant } from './facts.js';
import { type Frame, openFrame } from './frame.js';
import { fromMicro } from './micro.js';
import type { ReadingNode } from './node.js';
import { readThresholds, scoreFrame } from './score-frame.js';
import type { Timeline } from './timeline.js';

/** Steps of a search before it settles for an instant that is early. */
const STEPS = 64;

/**
 * The instant before which no threshold condition changes without a new fact: early at worst, null when time changes
 * nothing. Between the instants at which conditions flip or activities leave windows, decayed points only fall towards
 * 0, so that the values at both ends bound all between.
 */
export function nextChangeAt(compiled: CompiledModel, timeline: Timeline, at: Instant): Instant | null {
  let frame = scored(compiled, timeline, at);
  const truth = readTruth(compiled, frame);
  for (let step = 0; step < STEPS; step++) {
    const change = nextBreak(compiled, frame);
    const drift = firstDrift(compiled, frame, change);
    const next = Math.min(change, drift);
    if (next === Infinity) return null;
    frame = scored(compiled, timeline, next);
    if (readTruth(compiled, frame) !== truth) break;
  }
  return frame.at;
}

function scored(compiled: CompiledModel, timeline: Timeline, at: Instant): Frame {
  const frame = openFrame(timeline, at, compiled.scope.matchers.length);
  scoreFrame(compiled, frame);
  return frame;
}

function readTruth(compiled: CompiledModel, frame: Frame): string {
  const { applies, thresholds } = readThresholds(compiled, frame);
  return thresholds.reduce((text, { when, release }) => text + (when ? 1 : 0) + (release ? 1 : 0), applies ? '1' : '0');
}

/** First instant at which anything but decay may change: a condition by time, a window's edge, a fact dated ahead. */
function nextBreak(compiled: CompiledModel, frame: Frame): number {
  const { scope, appliesTo, rules, thresholds } = compiled;
  let next = Math.min(nextFact(frame.timeline.facts, frame.at), scope.nextIgnoring(frame));
  if (appliesTo !== null) next = Math.min(next, appliesTo.next(frame));
  for (const rule of rules) next = Math.min(next, rule.next(frame));
  for (const { when, release } of thresholds) {
    next = Math.min(next, when.next(frame), release === null ? Infinity : release.next(frame));
  }
  return next;
}

function nextFact(facts: readonly Fact[], at: Instant): number {
  let next = Infinity;
  for (let i = facts.length - 1; i >= 0; i--) {
    const occurredAt = facts[i]?.occurredAt ?? at;
    if (occurredAt <= at) break;
    next = occurredAt;
  }
  return next;
}

/** First instant before `end` at which a condition on decayed points is no longer sure to be as it is in the frame. */
function firstDrift(compiled: CompiledModel, frame: Frame, end: number): number {
  const readings = compiled.thresholds.flatMap(({ when, release }) => [...when.readings, ...(release?.readings ?? [])]);
  const horizon = decayHorizon(compiled, frame);
  if (readings.length === 0 || horizon === 0) return Infinity;
  const last = Math.min(end - 1, frame.at + horizon);
  const steady = (instant: number): boolean => {
    const later = scored(compiled, frame.timeline, instant);
    const bounds = boundScores(compiled, frame, later);
    return readings.every((reading) => isSteady(reading, frame, later, bounds));
  };
  if (last <= frame.at || steady(last)) return Infinity;
  let sure = frame.at;
  let unsure = last;
  while (unsure - sure > 1) {
    const middle = Math.floor(sure + (unsure - sure) / 2);
    if (steady(middle)) sure = middle;
    else unsure = middle;
  }
  return unsure;
}

/** Longest time in which decayed points still fall; 0 where nothing decays now. */
function decayHorizon(compiled: CompiledModel, frame: Frame): number {
  let horizon = 0;
  compiled.rules.forEach(({ decay, points }, index) => {
    if (decay !== null && frame.points[index] !== 0) horizon = Math.max(horizon, Math.ceil(decay.horizon(points)));
  });
  return horizon;
}

/** Lowest and highest each clamped score can be between two frames, when every rule moves one way only. */
function boundScores(compiled: CompiledModel, from: Frame, to: Frame): { low: number[]; high: number[] } {
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
function isSteady(reading: ReadingNode, from: Frame, to: Frame, scores: { low: number[]; high: number[] }): boolean {
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
