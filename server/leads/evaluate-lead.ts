import type { JsonObject } from '../../core/scoring/facts.js';
import type { Db } from '../db/database.js';
import type { Releases } from '../releases/open-releases.js';
import type { LeadRef } from './inputs.js';
import type { ScoreReport } from './score.js';

/**
 * The score a real or made-up lead would have under any model of the live tree, with `files` laid over it; keeps
 * nothing. Extra facts are written as in `*.test.json`. Throws CallerError where the lead, model, facts or files are wrong.
 */
export declare function evaluateLead(
  db: Db,
  releases: Releases,
  request: {
    lead?: LeadRef | null;
    facts?: JsonObject[] | null;
    model: string;
    files?: { path: string; content?: string | null }[] | null;
    at?: Date | null;
  },
): Promise<ScoreReport>;
