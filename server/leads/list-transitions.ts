import type { Db } from '../db/database.js';
import type { Transition } from '../entities/transition.entity.js';
import type { Page, PageRequest } from './page.js';
import { readFirstPages } from './read-first-pages.js';
import { type PagedList, readPage } from './read-page.js';

const COLUMNS = `t.id, t.lead_id as "leadId", t.ordinal, t.from_stage as "fromStage", t.to_stage as "toStage", t.pass,
  t.cause, t.actor, t.move, t.reason, t.note, t.crossing_id as "crossingId", t.release,
  t.seconds_in_from as "secondsInFrom", t.score, t.judged, t.outstanding, t.occurred_at as "occurredAt",
  t.recorded_at as "recordedAt", t.historical`;

/** The stage moves of a lead in the order of its path, oldest first. */
export function listTransitions(db: Db, leadId: string, request: PageRequest): Promise<Page<Transition>> {
  return readPage<Transition>(db, transitionsOf('$1', [leadId]), request);
}

/** The first `size` moves of each lead, uncounted, in the order of the leads. */
export function listFirstTransitions(db: Db, leadIds: readonly string[], size: number): Promise<Page<Transition>[]> {
  return readFirstPages<Transition>(db, transitionsOf('o.id', []), leadIds, size);
}

function transitionsOf(lead: string, parameters: unknown[]): PagedList {
  return {
    columns: COLUMNS,
    from: 'transitions t',
    where: `t.lead_id = ${lead}`,
    parameters,
    key: 't.ordinal::double precision',
    keyType: 'double precision',
    nullable: false,
    id: 't.id',
    idType: 'text',
    direction: 'ASC',
  };
}

/** Transitions by id, in the order asked; null where there is none. */
export async function findTransitions(db: Db, ids: readonly string[]): Promise<(Transition | null)[]> {
  if (ids.length === 0) return [];
  const rows = await db.query<Transition>(`select ${COLUMNS} from transitions t where t.id = any($1)`, [ids]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id) ?? null);
}
