import type { Micro } from '../../scoring/results.js';

/** How often a threshold went up in the window, by lead; `earlier` are seconds base minus head of leads with both. */
export interface ThresholdTally {
  base: number;
  head: number;
  gained: number;
  lost: number;
  earlier: number[];
}

/** Leads of one value, and how many each side flags. */
export interface SliceTally {
  leads: number;
  base: number;
  head: number;
}

/** What a lead says about quality; instants in milliseconds, `reached` by outcome, in the order of the frame. */
export interface JudgedLead {
  since: number;
  handed: boolean;
  reachedAfter: (number | null)[];
  flagged: [base: boolean, head: boolean];
  handedOver: [base: boolean, head: boolean];
  score: [base: Micro | null, head: Micro | null];
}

/** What is known of the leads so far; tallies of parts of the leads add up. */
export interface ImpactTally {
  changed: number;
  unchanged: number;
  notEvaluable: number;
  errors: number;
  /** Crossings compared with the record; null where there was nothing to compare. */
  faith: { crossings: number; mismatches: number } | null;
  counted: number;
  flagged: [base: number, head: number];
  gained: number;
  lost: number;
  thresholds: Map<string, ThresholdTally>;
  /** By `from` and `to`, a newline between. */
  moves: Map<string, number>;
  /** Leads by whole points of their primary score at the end of the window. */
  points: Map<number, [base: number, head: number]>;
  bySource: Map<string | null, SliceTally>;
  bySegment: Map<string | null, SliceTally>;
  /** Instants of handoffs, by side. */
  handoffs: [base: number[], head: number[]];
  /** Leads by which the sides are judged, packed by `packJudged`. */
  judged: number[];
  /** Leads that changed, in order of their ids, at most `SAMPLED` each: those that would stand in another stage, and the rest. */
  sample: { moved: string[]; staying: string[] };
  /** What the first errors said. */
  faults: string[];
}

/** Leads that are counted; nothing is added to it any more. */
export type CountedTally = Omit<ImpactTally, 'judged'> & { judged: ArrayLike<number> };

/** Changed leads that are kept to be looked at. */
export const SAMPLED = 100;
