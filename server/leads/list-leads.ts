import type { Db } from '../db/database.js';
import type { Lead } from '../entities/lead.entity.js';
import type { LeadFilter, LeadOrder } from './filters.js';
import type { Page, PageRequest } from './page.js';

/** A page of leads (not erased or merged ones), newest first unless ordered otherwise; throws CallerError on a bad page. */
export declare function listLeads(
  db: Db,
  request: PageRequest & { filter?: LeadFilter | null; orderBy?: LeadOrder | null },
): Promise<Page<Lead>>;
