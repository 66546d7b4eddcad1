/** A rule's part in a score, points as points; `activities` are public ids, the newest 20. */
export interface ContributionRow {
  rule: string;
  score: string;
  points: number;
  holds: boolean;
  capped: boolean;
  decay: number;
  detail: string;
  rationale: string | null;
  activityCount: number;
  activities: string[];
}

/** One score of a model in points; `raw` is before its clamp. */
export interface ScoreValueRow {
  key: string;
  value: number;
  raw: number;
  min: number | null;
  max: number | null;
  band: string | null;
}

/** A score with its explanation; `model` is null where no model applies (value 0). */
export interface ScoreReport {
  at: Date;
  /** Whether the model is for this lead, then. */
  applies: boolean;
  model: { key: string; version: string; commit: string } | null;
  primary: string;
  value: number;
  values: ScoreValueRow[];
  contributions: ContributionRow[];
  thresholds: { key: string; crossed: boolean; missing: string | null; summary: string }[];
  nextChangeAt: Date | null;
}

/** A score from `at` on, in points; `cause` is null for the first of a history. */
export interface ScorePointRow {
  at: Date;
  value: number;
  values: ScoreValueRow[];
  cause: 'ACTIVITY' | 'ATTRIBUTE' | 'QUALIFICATION' | 'TIME' | 'PROMOTION' | 'MERGE' | null;
}

/** Of which definitions: a model version's id (`version_…`) or `key@version`; absent: the live release's running model. */
export type VersionRef = string;
