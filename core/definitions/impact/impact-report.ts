import type { Estimate } from './estimate.js';

/** A threshold in the window: leads with an UP under each side, only under head, only under base; median seconds head was earlier. */
export interface ThresholdImpact {
  key: string;
  base: number;
  head: number;
  gained: number;
  lost: number;
  earlierSeconds: number | null;
}

/** Leads that end the window in another stage: under base → under head. */
export interface StageMove {
  from: string;
  to: string;
  count: number;
}

/** Leads of one value, and how many of them each side flags. */
export interface SliceImpact {
  value: string | null;
  leads: number;
  base: number;
  head: number;
}

/** How well one side foretells an outcome; leads too young to judge are left out of every figure. */
export interface ModelQuality {
  side: 'BASE' | 'HEAD';
  outcome: string;
  judged: number;
  tooYoung: number;
  precision: Estimate | null;
  recall: Estimate | null;
  lift: Estimate | null;
  auc: Estimate | null;
  conversion: Estimate | null;
}

/** Handoffs by score in a week, against what the people of the pools can take. */
export interface LoadPoint {
  /** First day, YYYY-MM-DD, in the tree's time zone. */
  week: string;
  base: number;
  head: number;
  capacity: number | null;
}

/** Leads whose score lies in [from, to) at the end of the window; the last bin includes its end. */
export interface HistogramBin {
  from: number;
  to: number;
  count: number;
  headCount: number;
}

/** The figures of an impact, in the shape and order of the API. */
export interface ImpactFigures {
  leads: number;
  changed: number;
  unchanged: number;
  notEvaluable: number;
  errors: number;
  mismatchShare: number | null;
  flaggedShareBase: number | null;
  flaggedShareHead: number | null;
  /** Leads flagged under head only, and under base only. */
  gained: number;
  lost: number;
  thresholds: ThresholdImpact[];
  moves: StageMove[];
  distribution: HistogramBin[];
  bySource: SliceImpact[];
  bySegment: SliceImpact[];
  quality: ModelQuality[];
  weeklyLoad: LoadPoint[];
  /** Ids of changed leads: first those that would stand in another stage, each in order. */
  sample: string[];
  faults: string[];
}
