import type { ActivityFact, Instant } from './facts.js';
import type { Frame } from './frame.js';

/** A condition made ready to be judged in a frame. */
export interface Node {
  holds(frame: Frame): boolean;
  /** First instant after the frame's at which `holds` may change by time alone (decay of points aside); Infinity: never. */
  next(frame: Frame): number;
  /** What is there, in words, whether or not it holds. */
  detail(frame: Frame): string;
  /** How far the condition is from holding, in words; asked only while it does not hold. */
  missing(frame: Frame): string;
  /** Activities it counts, oldest first. */
  evidence(frame: Frame): ActivityFact[];
  /** Newest activity from which a decay counts its age; -Infinity without one. */
  newest(frame: Frame): Instant;
  /** Whether it has an activity condition from which a decay can count. */
  ages: boolean;
  /** Conditions on scores and rules in it: their values may change at every instant. */
  readings: ReadingNode[];
}

/** A condition on a score or on a rule's points, which decay moves: where its answer may change with the value. */
export interface ReadingNode {
  kind: 'score' | 'rule';
  index: number;
  /** Values that alone make a difference. */
  points: number[];
  /** Values from which (`atLeast`), or above which (`above`), the answer may be another. */
  steps: { kind: 'atLeast' | 'above'; value: number }[];
}

/** The parts of a node that has nothing to do with activities. */
export const NO_ACTIVITIES: Pick<Node, 'evidence' | 'newest' | 'ages' | 'readings'> = {
  evidence: () => [],
  newest: () => -Infinity,
  ages: false,
  readings: [],
};
