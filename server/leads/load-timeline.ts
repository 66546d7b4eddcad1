import type { Fact } from '../../core/scoring/facts.js';
import type { Db } from '../db/database.js';

/** The facts of each lead, those of its accounts included, in no particular order; a lead without facts has an empty list. */
export declare function loadTimeline(db: Db, leadIds: readonly string[]): Promise<Map<string, Fact[]>>;
