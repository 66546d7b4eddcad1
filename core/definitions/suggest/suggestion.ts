import type { ScoringModel } from '../../scoring/model.js';
import type { Estimate } from '../impact/estimate.js';

/** A rule's points before and after; `kept` says why they were left alone, `odds` how much the odds grow where it holds once. */
export interface SuggestedRule {
  rule: string;
  before: number;
  after: number;
  /** Leads of those fitted on for which it holds. */
  holds: number;
  odds: number | null;
  kept: string | null;
}

/** The line suggested for the first threshold that flags, and how it was found. */
export interface SuggestedThreshold {
  key: string;
  before: number;
  after: number;
  by: 'capacity' | 'F1';
}

/** How a side does on the leads held out. */
export interface SuggestedQuality {
  auc: Estimate | null;
  flagged: number;
  precision: Estimate | null;
  recall: Estimate | null;
}

/** A tenth of the leads held out, from the least chance up: the mean chance predicted, and the share that came true. */
export interface CalibrationRow {
  leads: number;
  predicted: number;
  real: number;
}

/** A proposal of points and threshold with what speaks for it. */
export interface Suggestion {
  model: ScoringModel;
  outcome: string;
  used: number;
  reached: number;
  fitted: number;
  heldOut: number;
  tooYoung: number;
  seed: number;
  rules: SuggestedRule[];
  threshold: SuggestedThreshold | null;
  before: SuggestedQuality;
  after: SuggestedQuality;
  calibration: CalibrationRow[];
}
