import type pg from 'pg';
import type { Arrival } from '../../core/definitions/followed-lead.js';
import type { Db, Tx } from '../db/database.js';
import { readClock } from '../db/read-clock.js';
import { transaction } from '../db/transaction.js';
import type { Releases } from '../releases/open-releases.js';
import { followLeads } from './intake/follow-leads.js';
import { insertFacts, type NewFact } from './intake/insert-facts.js';
import { type LeadState, loadStates } from './intake/lead-state.js';
import { saveGroup } from './intake/save-group.js';

const BATCH = 200;

/** Leads whose scores may change by time by now, the longest due first; read without locks. */
export async function listDueLeads(db: Db): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select lead_id as id from lead_scores where next_change_at <= clock_timestamp() order by next_change_at limit ${BATCH}`,
  );
  return rows.map((row) => row.id);
}

/** Leads whose stored score is nearly a day old. */
export async function listStaleLeads(db: Db): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select lead_id as id from lead_scores where at < now() - interval '23 hours' limit ${BATCH}`,
  );
  return rows.map((row) => row.id);
}

/**
 * Lets time pass for leads: each change at its own instant, exactly once however many processes try. Leads that others
 * hold are passed over, and those for which `wanted` no longer holds once they are claimed. Answers how many were done.
 */
export async function sweepLeads(
  pool: pg.Pool,
  releases: Releases,
  ids: readonly string[],
  wanted: (state: LeadState, at: Date) => boolean,
): Promise<number> {
  if (ids.length === 0) return 0;
  return transaction(pool, 'system', async (tx) => {
    const claimed = await tx.query<{ id: string }>(
      'select id from leads where id = any($1) order by id for no key update skip locked',
      [ids],
    );
    tx.at = await readClock(tx);
    const states = await loadStates(
      tx,
      claimed.map((row) => row.id),
    );
    for (const [id, state] of states) if (!wanted(state, tx.at)) states.delete(id);
    const look = (): Arrival[] => [{ kind: 'look', at: tx.at.getTime(), historical: false }];
    if (states.size > 0) await passTime(tx, releases, states, look);
    return states.size;
  });
}

/** Whether time has something to change about a lead. */
export function isDue(state: LeadState, at: Date): boolean {
  return state.dueAt !== null && state.dueAt <= at;
}

/** Takes locked leads through what time and `told`, new facts of theirs, bring them; writes those and what came of it. */
export async function passTime(
  tx: Tx,
  releases: Releases,
  states: ReadonlyMap<string, LeadState>,
  arrivalsOf: (leadId: string) => Arrival[],
  told: readonly NewFact[] = [],
): Promise<void> {
  const release = await releases.inForce(tx);
  const ids = new Map<string, number>();
  const facts = await insertFacts(tx, told, ids);
  const arrivals = new Map(
    [...states.keys()].map((id) => {
      const brought = arrivalsOf(id);
      return [id, { arrivals: brought, items: brought.map(() => -1), earlier: [] }];
    }),
  );
  const leads = await followLeads(tx, release, arrivals, { states, joining: new Map(), absorbed: [], ids });
  await saveGroup(tx, release, {
    leads,
    ids,
    facts,
    laterFacts: [],
    merged: new Set(),
    absorbed: new Map(),
    nextSteps: new Map(),
    releases,
    events: [],
    actorOf: () => 'system',
  });
}
