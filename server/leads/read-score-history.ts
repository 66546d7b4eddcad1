import type { Db } from '../db/database.js';
import type { Releases } from '../releases/open-releases.js';
import type { ScorePointRow, VersionRef } from './score.js';

/** The instants in [from, to] at which the score changed, replayed, at most `points` (1 to 1,000) of them. */
export declare function readScoreHistory(
  db: Db,
  releases: Releases,
  leadId: string,
  options: { from: Date; to?: Date | null; version?: VersionRef | null; points?: number | null },
): Promise<ScorePointRow[]>;
