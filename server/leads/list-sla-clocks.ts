import type { Db } from '../db/database.js';
import type { SlaClock } from '../entities/sla-clock.entity.js';
import { CLOCK_COLUMNS } from '../slas/clock-columns.js';
import type { Optional } from './inputs.js';
import type { Page, PageRequest } from './page.js';
import { readPage } from './read-page.js';

/** Which clocks; `owedBy` is a side in lower case. */
export interface SlaClockQuery extends PageRequest {
  state?: Optional<readonly string[]>;
  policy?: Optional<string>;
  ownerId?: Optional<string>;
  owedBy?: Optional<string>;
  dueBefore?: Optional<Date>;
}

/** Clocks, soonest due first, paused ones last. */
export function listSlaClocks(db: Db, query: SlaClockQuery): Promise<Page<SlaClock>> {
  const parameters: unknown[] = [];
  const where = ['true'];
  if (query.state) where.push(`c.state = any($${parameters.push(query.state)}::text[])`);
  if (query.policy) where.push(`c.policy = $${parameters.push(query.policy)}`);
  if (query.ownerId) where.push(`c.owner_id = $${parameters.push(query.ownerId)}`);
  if (query.owedBy) where.push(`c.owed_by = $${parameters.push(query.owedBy)}`);
  if (query.dueBefore) where.push(`c.due_at < $${parameters.push(query.dueBefore)}::timestamptz`);
  const list = {
    columns: CLOCK_COLUMNS,
    from: 'sla_clocks c',
    where: where.join(' and '),
    parameters,
    key: 'c.due_at',
    keyType: 'timestamptz' as const,
    nullable: true,
    id: 'c.id',
    idType: 'text' as const,
    direction: 'ASC' as const,
  };
  return readPage<SlaClock>(db, list, query);
}
