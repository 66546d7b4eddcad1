import type { JsonObject } from '../../core/scoring/facts.js';
import type { Db } from '../db/database.js';
import { dateCondition, textCondition } from './filter-condition.js';
import type { ActivityFilter } from './filters.js';
import type { Page, PageRequest } from './page.js';
import { readFirstPages } from './read-first-pages.js';
import { type PagedList, readPage } from './read-page.js';

/** An activity as recorded; `id` is `act_…`. */
export interface ActivityRow {
  id: string;
  leadId: string;
  type: string;
  occurredAt: Date;
  receivedAt: Date;
  source: string;
  messageId: string;
  properties: JsonObject;
}

const COLUMNS = `'act_' || f.id as id, f.lead_id as "leadId", f.type, f.occurred_at as "occurredAt",
  f.received_at as "receivedAt", f.source, f.message_id as "messageId", f.body as properties`;

/** The activities of a lead, newest first; retracted ones are left out. */
export function listActivities(
  db: Db,
  leadId: string,
  request: PageRequest & { filter?: ActivityFilter | null },
): Promise<Page<ActivityRow>> {
  const parameters: unknown[] = [leadId];
  const { type, occurredAt, source } = request.filter ?? {};
  const conditions = [
    ...(type ? [textCondition('f.type', type, parameters)] : []),
    ...(occurredAt ? [dateCondition('f.occurred_at', occurredAt, parameters)] : []),
    ...(source ? [textCondition('f.source', source, parameters)] : []),
  ];
  return readPage<ActivityRow>(db, activitiesOf('$1', conditions, parameters), request);
}

/** The first `size` activities of each lead, newest first, uncounted, in the order of the leads. */
export function listFirstActivities(db: Db, leadIds: readonly string[], size: number): Promise<Page<ActivityRow>[]> {
  return readFirstPages<ActivityRow>(db, activitiesOf('o.id', [], []), leadIds, size);
}

function activitiesOf(lead: string, conditions: string[], parameters: unknown[]): PagedList {
  return {
    columns: COLUMNS,
    from: 'facts f',
    where: [`f.lead_id = ${lead} and f.kind = 'activity' and f.retracted_at is null`, ...conditions].join(' and '),
    parameters,
    key: 'f.occurred_at',
    keyType: 'timestamptz',
    nullable: false,
    id: 'f.id',
    idType: 'bigint',
    direction: 'DESC',
  };
}

/** Activities by public id, in the order asked; null where there is none. */
export async function findActivities(db: Db, ids: readonly string[]): Promise<(ActivityRow | null)[]> {
  const numbers = ids.flatMap((id) => (/^act_\d{1,15}$/.test(id) ? [Number(id.slice(4))] : []));
  if (numbers.length === 0) return ids.map(() => null);
  const rows = await db.query<ActivityRow>(
    `select ${COLUMNS} from facts f where f.id = any($1) and f.kind = 'activity' and f.retracted_at is null`,
    [numbers],
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id) ?? null);
}
