import type pg from 'pg';
import type { Db } from '../db/database.js';
import { readClock } from '../db/read-clock.js';
import { transaction } from '../db/transaction.js';
import type { Handoff } from '../entities/handoff.entity.js';
import { listPendingHandoffs } from '../lifecycle/save-handoffs.js';
import type { Releases } from '../releases/open-releases.js';
import { rerouteHandoffs } from './reroute-handoffs.js';

const BATCH = 200;

/** A handoff that waits for nobody, for somebody who left, or for somebody away to whom nobody gave it by hand. */
export interface StrayHandoff {
  id: string;
  leadId: string;
  /** It waits for somebody who left. */
  left: boolean;
}

/** Handoffs that wait for nobody who is there, but for those `passed` over lately, the longest waiting first. */
export function listStrayHandoffs(db: Db, passed: readonly string[]): Promise<StrayHandoff[]> {
  return db.query<StrayHandoff>(`${STRAYS} where id <> all($1) order by opened_at, id limit ${BATCH}`, [passed]);
}

/**
 * Routes stray handoffs anew, with their clocks, whoever else does; leads that others hold are passed over. One of who
 * left waits for nobody until there is somebody. Answers those it tried to give to somebody, and how many changed hands.
 */
export async function sweepStrayHandoffs(
  pool: pg.Pool,
  releases: Pick<Releases, 'inForce' | 'live'>,
  strays: readonly StrayHandoff[],
): Promise<{ tried: string[]; changed: number }> {
  if (strays.length === 0) return { tried: [], changed: 0 };
  return transaction(pool, 'system', async (tx) => {
    await releases.inForce(tx);
    const claimed = await tx.query<{ id: string }>(
      'select id from leads where id = any($1) order by id for no key update skip locked',
      [strays.map((stray) => stray.leadId)],
    );
    tx.at = await readClock(tx);
    const pending = await listPendingHandoffs(
      tx,
      claimed.map((row) => row.id),
    );
    const ids = [...pending.values()].map((handoff) => handoff.id);
    const now = await tx.query<StrayHandoff>(`${STRAYS} where id = any($1)`, [ids]);
    const still = new Map(now.map((stray) => [stray.id, stray]));
    const handoffs = [...pending.values()].filter(({ id }) => still.has(id));
    const orElse = ({ id, assigneeId }: Handoff) => (still.get(id)?.left ? null : assigneeId);
    const changed = await rerouteHandoffs(tx, releases, handoffs, orElse);
    return { tried: handoffs.map(({ id }) => id), changed };
  });
}

const STRAYS = `
  select id, "leadId", gone as "left" from (
    select h.id, h.lead_id as "leadId", h.opened_at, false as gone from handoffs h
    where h.state = 'PENDING' and h.assignee_id is null and h.pool is not null
    union all
    select h.id, h.lead_id, h.opened_at, not u.active from users u
    join handoffs h on h.assignee_id = u.id and h.state = 'PENDING'
    where not u.active or (u.away_until > clock_timestamp() and h.routed_by is distinct from 'assigned by hand')) as stray`;
