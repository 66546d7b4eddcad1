import type { Db } from '../db/database.js';
import type { Releases } from '../releases/open-releases.js';
import type { ScoreReport, VersionRef } from './score.js';

/** The stored score of a lead explained, or, with `at` or `version`, the score replayed; null where no lead or version is. */
export declare function readScore(
  db: Db,
  releases: Releases,
  leadId: string,
  options?: { at?: Date | null; version?: VersionRef | null },
): Promise<ScoreReport | null>;
