import type pg from 'pg';
import type { Arrival } from '../../core/definitions/followed-lead.js';
import type { Db, Tx } from '../db/database.js';
import { readClock } from '../db/read-clock.js';
import { transaction } from '../db/transaction.js';
import type { Releases } from '../releases/open-releases.js';
import { followLeads } from './intake/follow-leads.js';
import { insertFacts, type NewFact } from './intake/insert-facts.js';
import { isPoison } from './intake/is-poison.js';
import { type LeadState, loadStates } from './intake/lead-state.js';
import { saveGroup } from './intake/save-group.js';

/**
 * Leads of one transaction: enough that its statements cost little a lead, few enough that the first are told while the
 * others are still decided, and that little is left undone where a process is killed.
 */
export const SWEPT_AT_ONCE = 100;
/** More than one transaction takes, so that several processes, or two hands of one, find work of their own. */
const LISTED = 4 * SWEPT_AT_ONCE;

/** Leads whose scores may change by time by now, the longest due first; read without locks. */
export async function listDueLeads(db: Db): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select lead_id as id from lead_scores where next_change_at <= clock_timestamp() order by next_change_at limit ${LISTED}`,
  );
  return rows.map((row) => row.id);
}

/** Leads whose stored score is nearly a day old. */
export async function listStaleLeads(db: Db): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select lead_id as id from lead_scores where at < now() - interval '23 hours' limit ${LISTED}`,
  );
  return rows.map((row) => row.id);
}

/**
 * Lets time pass for leads, SWEPT_AT_ONCE of them at most: each change at its own instant, exactly once however many try.
 * Leads that others hold are passed over, and those for which `wanted` no longer holds once they are claimed. Answers how
 * many were done; one that cannot be swept is told to `onError` and keeps none of the others.
 */
export async function sweepLeads(
  pool: pg.Pool,
  releases: Releases,
  ids: readonly string[],
  wanted: (state: LeadState, at: Date) => boolean,
  onError?: (error: unknown) => void,
): Promise<number> {
  if (ids.length === 0) return 0;
  try {
    return await transaction(pool, 'system', (tx) => sweepClaimed(tx, releases, ids, wanted));
  } catch (error) {
    if (!isPoison(error)) throw error;
    if (ids.length === 1) onError?.(error);
    if (ids.length === 1) return 0;
    const half = Math.ceil(ids.length / 2);
    const first = await sweepLeads(pool, releases, ids.slice(0, half), wanted, onError);
    return first + (await sweepLeads(pool, releases, ids.slice(half), wanted, onError));
  }
}

async function sweepClaimed(
  tx: Tx,
  releases: Releases,
  ids: readonly string[],
  wanted: (state: LeadState, at: Date) => boolean,
): Promise<number> {
  await releases.inForce(tx);
  const claimed = await tx.query<{ id: string }>(CLAIM, [ids]);
  tx.at = await readClock(tx);
  const states = await loadStates(
    tx,
    claimed.map((row) => row.id),
  );
  for (const [id, state] of states) if (!wanted(state, tx.at)) states.delete(id);
  const look = (): Arrival[] => [{ kind: 'look', at: tx.at.getTime(), historical: false }];
  if (states.size > 0) await passTime(tx, releases, states, look);
  return states.size;
}

/** Nobody waits here, so that the order of locks cannot matter: the longest due come first. */
const CLAIM = `
  select l.id from unnest($1::text[]) with ordinality as g (id, place) join leads l on l.id = g.id
  order by g.place limit ${SWEPT_AT_ONCE} for no key update of l skip locked`;

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
