import type { Db } from '../db/database.js';
import type { Crossing } from '../entities/crossing.entity.js';
import type { Page, PageRequest } from './page.js';
import { readFirstPages } from './read-first-pages.js';
import { type PagedList, readPage } from './read-page.js';

const COLUMNS = `c.id, c.lead_id as "leadId", c.threshold, c.direction, c.occurred_at as "occurredAt",
  c.recorded_at as "recordedAt", c.historical, c.actor, c.score_before as "scoreBefore", c.score_after as "scoreAfter",
  c.scores, c.contributions, c.trigger, c.fact_id as "factId", c.attribute, c.model, c.model_version as "modelVersion",
  c.commit, c.release, c.outcome, c.refusal, c.transition_id as "transitionId"`;

/** The threshold crossings of a lead, oldest first; those of one instant in the order in which they were judged. */
export function listCrossings(db: Db, leadId: string, request: PageRequest): Promise<Page<Crossing>> {
  return readPage<Crossing>(db, crossingsOf('$1', [leadId]), request);
}

/** The first `size` crossings of each lead, uncounted, in the order of the leads. */
export function listFirstCrossings(db: Db, leadIds: readonly string[], size: number): Promise<Page<Crossing>[]> {
  return readFirstPages<Crossing>(db, crossingsOf('o.id', []), leadIds, size);
}

function crossingsOf(lead: string, parameters: unknown[]): PagedList {
  return {
    columns: COLUMNS,
    from: 'crossings c',
    where: `c.lead_id = ${lead}`,
    parameters,
    key: 'c.occurred_at',
    keyType: 'timestamptz',
    nullable: false,
    id: 'c.id',
    idType: 'text',
    direction: 'ASC',
  };
}

/** Crossings by id, in the order asked; null where there is none. */
export async function findCrossings(db: Db, ids: readonly string[]): Promise<(Crossing | null)[]> {
  if (ids.length === 0) return [];
  const rows = await db.query<Crossing>(`select ${COLUMNS} from crossings c where c.id = any($1)`, [ids]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id) ?? null);
}
