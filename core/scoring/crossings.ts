import type { CompiledModel, CompiledThreshold } from './compiled-model.js';
import { OTHER_THRESHOLDS } from './end-pass.js';
import { compareBytes, type Fact, type Instant } from './facts.js';
import type {
  Crossing,
  CrossingCause,
  Evaluation,
  ThresholdReading,
  ThresholdState,
  ThresholdStates,
} from './results.js';

/** When and why thresholds are judged; `fact` is the one just applied, if any. */
export interface Moment {
  at: Instant;
  cause: CrossingCause;
  fact?: Fact;
}

/** What crossing thresholds came to. */
export interface CrossingResult {
  crossings: Crossing[];
  states: ThresholdStates;
  /** End of the first cool-down that holds an UP back; Infinity: none does. */
  heldUntil: number;
}

const DOWN: ThresholdState = { up: false, lastUp: null };

/**
 * Judges the thresholds against their stored states: the crossings in order (DOWN before UP, target stage, key) and
 * the new states. Pass facts go to `endPass` instead.
 */
export function crossThresholds(
  compiled: CompiledModel,
  evaluation: Evaluation,
  states: ThresholdStates,
  moment: Moment,
): CrossingResult {
  const crossed: { crossing: Crossing; threshold: CompiledThreshold }[] = [];
  const next: ThresholdStates = { ...states };
  let coolDownEnd = Infinity;
  compiled.thresholds.forEach((threshold, index) => {
    const reading = evaluation.thresholds[index];
    if (reading === undefined) return;
    const stored = Object.hasOwn(states, reading.key) ? states[reading.key] : states[OTHER_THRESHOLDS];
    const { state, direction, heldUntil } = judge(threshold, reading, stored ?? DOWN, moment);
    if (direction !== null || stored !== undefined) next[reading.key] = state;
    if (direction !== null)
      crossed.push({ threshold, crossing: { threshold: reading.key, direction, cause: moment.cause } });
    coolDownEnd = Math.min(coolDownEnd, heldUntil);
  });
  crossed.sort((a, b) => compareCrossings(a.crossing, a.threshold.order, b.crossing, b.threshold.order));
  return {
    crossings: crossed.map(({ crossing }) => crossing),
    states: next,
    heldUntil: coolDownEnd,
  };
}

interface Verdict {
  state: ThresholdState;
  direction: 'UP' | 'DOWN' | null;
  heldUntil: number;
}

function judge(
  threshold: CompiledThreshold,
  reading: ThresholdReading,
  state: ThresholdState,
  moment: Moment,
): Verdict {
  const stays: Verdict = { state, direction: null, heldUntil: Infinity };
  if (state.silentUntil !== undefined && moment.at <= state.silentUntil) return stays;
  if (state.up) {
    return reading.release ? { state: { ...state, up: false }, direction: 'DOWN', heldUntil: Infinity } : stays;
  }
  if (!reading.when || reading.release || (state.gated && !opensGate(moment.fact, state.silentUntil))) return stays;
  const heldUntil = state.lastUp === null ? -Infinity : state.lastUp + threshold.cooldown;
  if (moment.at < heldUntil) return { ...stays, heldUntil };
  return { state: { up: true, lastUp: moment.at }, direction: 'UP', heldUntil: Infinity };
}

/** After a pass it takes an activity or an answer that happened later than the cool-down. */
function opensGate(fact: Fact | undefined, silentUntil: Instant | undefined): boolean {
  if (fact === undefined || (fact.kind !== 'activity' && fact.kind !== 'qualification')) return false;
  return silentUntil === undefined || fact.occurredAt > silentUntil;
}

function compareCrossings(a: Crossing, orderA: number, b: Crossing, orderB: number): number {
  if (a.direction !== b.direction) return a.direction === 'DOWN' ? -1 : 1;
  if (orderA !== orderB) return orderA < orderB ? -1 : 1;
  return compareBytes(a.threshold, b.threshold);
}
