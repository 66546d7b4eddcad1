import type { Db } from '../db/database.js';
import type { Lead } from '../entities/lead.entity.js';
import type { LeadFilter, LeadOrder } from './filters.js';
import { leadCondition } from './lead-condition.js';
import { LEAD_COLUMNS } from './lead-row.js';
import type { Page, PageRequest } from './page.js';
import { readPage } from './read-page.js';

const KEYS = {
  CREATED_AT: 'l.created_at',
  UPDATED_AT: 'l.updated_at',
  STAGE_ENTERED_AT: 'l.stage_entered_at',
  SCORE: 's.value',
} as const;

/** A page of leads (not erased or merged ones), newest first unless ordered otherwise; throws CallerError on a bad page. */
export function listLeads(
  db: Db,
  request: PageRequest & { filter?: LeadFilter | null; orderBy?: LeadOrder | null },
): Promise<Page<Lead>> {
  const parameters: unknown[] = [];
  const condition = leadCondition(request.filter, parameters);
  const field = request.orderBy?.field ?? 'CREATED_AT';
  const list = {
    columns: LEAD_COLUMNS,
    from: 'leads l left join lead_scores s on s.lead_id = l.id',
    where: `l.erased_at is null and l.merged_into is null and ${condition}`,
    parameters,
    key: KEYS[field],
    keyType: field === 'SCORE' ? 'double precision' : 'timestamptz',
    nullable: field === 'SCORE',
    id: 'l.id',
    idType: 'text',
    direction: request.orderBy?.direction ?? 'DESC',
  } as const;
  return readPage<Lead>(db, list, request);
}
