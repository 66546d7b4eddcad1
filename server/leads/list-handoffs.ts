import type { Db } from '../db/database.js';
import type { Handoff } from '../entities/handoff.entity.js';
import { HANDOFF_COLUMNS } from '../lifecycle/handoff-columns.js';
import type { Optional } from './inputs.js';
import type { Page, PageRequest } from './page.js';
import { readPage } from './read-page.js';

/** Which handoffs, and whether the oldest come first. */
export interface HandoffQuery extends PageRequest {
  state?: Optional<readonly string[]>;
  assigneeId?: Optional<string>;
  direction?: Optional<'ASC' | 'DESC'>;
}

/** Handoffs by when they were opened, the longest waiting first unless told otherwise. */
export function listHandoffs(db: Db, query: HandoffQuery): Promise<Page<Handoff>> {
  const parameters: unknown[] = [];
  const where = ['true'];
  if (query.state) where.push(`h.state = any($${parameters.push(query.state)}::text[])`);
  if (query.assigneeId) where.push(`h.assignee_id = $${parameters.push(query.assigneeId)}`);
  const list = {
    columns: HANDOFF_COLUMNS,
    from: 'handoffs h',
    where: where.join(' and '),
    parameters,
    key: 'h.opened_at',
    keyType: 'timestamptz' as const,
    nullable: false,
    id: 'h.id',
    idType: 'text' as const,
    direction: query.direction ?? ('ASC' as const),
  };
  return readPage<Handoff>(db, list, query);
}

/** The handoffs of leads, oldest first, in the order of the leads; at most 1,000 of each. */
export async function listHandoffsOf(db: Db, leadIds: readonly string[]): Promise<Handoff[][]> {
  const rows = await db.query<Handoff>(
    `select h.* from unnest($1::text[]) as o (id) cross join lateral (
       select ${HANDOFF_COLUMNS} from handoffs h where h.lead_id = o.id order by h.opened_at, h.id limit 1000) h`,
    [leadIds],
  );
  const byLead = Map.groupBy(rows, (row) => row.leadId);
  return leadIds.map((id) => byLead.get(id) ?? []);
}
