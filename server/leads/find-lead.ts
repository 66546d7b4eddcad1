import type { Db } from '../db/database.js';
import type { Lead } from '../entities/lead.entity.js';
import type { LeadRef } from './inputs.js';

/** The lead a reference names, or null; a merged lead's id answers the one it was merged into. */
export declare function findLead(db: Db, ref: LeadRef): Promise<Lead | null>;

/** The leads with these ids, in their order, null where there is none; merged ones are answered as themselves. */
export declare function findLeads(db: Db, ids: readonly string[]): Promise<(Lead | null)[]>;
