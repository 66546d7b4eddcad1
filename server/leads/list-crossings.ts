import type { Db } from '../db/database.js';
import type { Crossing } from '../entities/crossing.entity.js';
import type { Page, PageRequest } from './page.js';

/** The threshold crossings of a lead, oldest first. */
export declare function listCrossings(db: Db, leadId: string, request: PageRequest): Promise<Page<Crossing>>;

/** Crossings by id, in the order asked; null where there is none. */
export declare function findCrossings(db: Db, ids: readonly string[]): Promise<(Crossing | null)[]>;
