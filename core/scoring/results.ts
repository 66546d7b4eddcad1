import type { ActivityFact, Instant } from './facts.js';

/** Points in whole millionths, so that sums are exact in any order. */
export type Micro = number;

/** A score before (`raw`) and after (`value`) its own clamp, in millionths of a point. */
export interface ScoreReading {
  key: string;
  raw: Micro;
  value: Micro;
}

/** What a threshold's two conditions say; `release` is `not when` where the model gives none. */
export interface ThresholdReading {
  key: string;
  when: boolean;
  release: boolean;
}

/**
 * A lead under a model at an instant. Where the model does not apply to the lead, `applies` is false and no threshold
 * condition holds. No threshold changes before `nextChangeAt` without a new fact: it may be early, never late.
 */
export interface Evaluation {
  at: Instant;
  applies: boolean;
  scores: ScoreReading[];
  primary: string;
  value: Micro;
  thresholds: ThresholdReading[];
  nextChangeAt: Instant | null;
}

/** What one rule gave: `points` after decay and the rule's clamp, in millionths; `facts` are the newest 20 of `activityCount`. */
export interface Contribution {
  rule: string;
  score: string;
  points: Micro;
  holds: boolean;
  capped: boolean;
  decay: number;
  detail: string;
  rationale?: string;
  facts: ActivityFact[];
  activityCount: number;
}

/** A threshold in words; `missing` is null while its condition holds. */
export interface ThresholdExplanation extends ThresholdReading {
  summary: string;
  missing: string | null;
}

/** An evaluation with what each rule gave and what each threshold misses. */
export interface Explanation extends Omit<Evaluation, 'thresholds'> {
  contributions: Contribution[];
  thresholds: ThresholdExplanation[];
}

/** What made a threshold cross. */
export type CrossingCause = 'ACTIVITY' | 'ATTRIBUTE' | 'QUALIFICATION' | 'TIME' | 'PROMOTION' | 'MERGE';
/** Into a threshold, or out of it. */
export type CrossingDirection = 'UP' | 'DOWN';

/** After a pass: nothing crosses up to and with `silentUntil`; while `gated`, UP needs an activity or answer later than it. */
export interface ThresholdState {
  up: boolean;
  lastUp: Instant | null;
  silentUntil?: Instant;
  gated?: boolean;
}
/** By threshold key; a key that is missing is down and was never up. */
export type ThresholdStates = { [thresholdKey: string]: ThresholdState };

/** A threshold crossed, and why. */
export interface Crossing {
  threshold: string;
  direction: CrossingDirection;
  cause: CrossingCause;
}

/** A crossing with the instant it was due at and the primary score (millionths) before and after. */
export interface DatedCrossing extends Crossing {
  at: Instant;
  before: Micro;
  after: Micro;
}
