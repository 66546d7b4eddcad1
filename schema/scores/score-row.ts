import type { ScoreReport } from '../../server/leads/score.js';
import type { Release } from '../../server/releases/release.js';
import type { ScoreType } from './score.type.js';

/** A score, with the ways to what costs more to know. */
export interface ScoreRow extends ScoreType {
  nextChangeAt: Date | null;
  model: { key: string; version: string; commit: string };
  /** The definitions it was computed by. */
  release(): Promise<Release>;
  explain(): Promise<Pick<ScoreReport, 'values' | 'contributions' | 'thresholds'>>;
}
