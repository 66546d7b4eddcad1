import type { Db } from '../db/database.js';
import type { Transition } from '../entities/transition.entity.js';
import type { Page, PageRequest } from './page.js';

/** The stage moves of a lead, oldest first. */
export declare function listTransitions(db: Db, leadId: string, request: PageRequest): Promise<Page<Transition>>;

/** Transitions by id, in the order asked; null where there is none. */
export declare function findTransitions(db: Db, ids: readonly string[]): Promise<(Transition | null)[]>;
