import type { Db } from '../db/database.js';
import type { SlaClock } from '../entities/sla-clock.entity.js';
import { CLOCK_COLUMNS } from './clock-columns.js';

/** Clocks by id, in the order asked; null where there is none. */
export async function findClocks(db: Db, ids: readonly string[]): Promise<(SlaClock | null)[]> {
  const rows = await db.query<SlaClock>(`select ${CLOCK_COLUMNS} from sla_clocks c where c.id = any($1)`, [ids]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id) ?? null);
}

/** The clocks of leads, in order of their start, in the order of the leads; at most 1,000 of each. */
export async function listClocksOf(db: Db, leadIds: readonly string[]): Promise<SlaClock[][]> {
  const rows = await db.query<SlaClock>(
    `select c.* from unnest($1::text[]) as o (id) cross join lateral (
       select ${CLOCK_COLUMNS} from sla_clocks c where c.lead_id = o.id order by c.started_at, c.id limit 1000) c`,
    [leadIds],
  );
  const byLead = Map.groupBy(rows, (row) => row.leadId);
  return leadIds.map((id) => byLead.get(id) ?? []);
}

/** The clock of each handoff that started first, in the order of the handoffs; null where it has none. */
export async function findClocksOfHandoffs(db: Db, handoffIds: readonly string[]): Promise<(SlaClock | null)[]> {
  const rows = await db.query<SlaClock>(
    `select distinct on (c.handoff_id) ${CLOCK_COLUMNS} from sla_clocks c
     where c.handoff_id = any($1) order by c.handoff_id, c.started_at, c.id`,
    [handoffIds],
  );
  const byHandoff = new Map(rows.map((row) => [row.handoffId, row]));
  return handoffIds.map((id) => byHandoff.get(id) ?? null);
}
