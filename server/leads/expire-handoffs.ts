import type pg from 'pg';
import { answerTarget } from '../../core/definitions/answer-target.js';
import { attributeAt } from '../../core/definitions/attribute-at.js';
import type { Arrival } from '../../core/definitions/followed-lead.js';
import { findStage } from '../../core/definitions/stage-order.js';
import { buildTimeline } from '../../core/scoring/timeline.js';
import type { Db, Tx } from '../db/database.js';
import { readClock } from '../db/read-clock.js';
import { transaction } from '../db/transaction.js';
import type { Handoff } from '../entities/handoff.entity.js';
import { recordEvents } from '../events/record-events.js';
import { handoffEvents } from '../lifecycle/handoff-events.js';
import { listPendingHandoffs, saveHandoffs } from '../lifecycle/save-handoffs.js';
import type { Releases } from '../releases/open-releases.js';
import type { Release } from '../releases/release.js';
import type { ClockedLead } from '../slas/clocked-lead.js';
import { followClocks } from '../slas/follow-clocks.js';
import { loadStates } from './intake/lead-state.js';
import { loadFacts } from './intake/load-facts.js';
import { passTime } from './sweep.js';

const BATCH = 200;

/** Leads whose handoff has waited for as long as was agreed, the longest overdue first; read without locks. */
export async function listExpiringLeads(db: Db): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select lead_id as id from handoffs where state = 'PENDING' and expires_at <= clock_timestamp()
     order by expires_at limit ${BATCH}`,
  );
  return rows.map((row) => row.id);
}

/**
 * Ends the overdue handoffs of leads, each exactly once however many processes try: the platform moves the lead with
 * the reason its stage names; where there is no such move the handoff alone ends. Answers how many were ended.
 */
export async function expireHandoffs(pool: pg.Pool, releases: Releases, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  return transaction(pool, 'system', async (tx) => {
    const release = await releases.inForce(tx);
    const claimed = await tx.query<{ id: string }>(
      'select id from leads where id = any($1) order by id for no key update skip locked',
      [ids],
    );
    tx.at = await readClock(tx);
    const due = await listOverdue(
      tx,
      claimed.map((row) => row.id),
    );
    if (due.size === 0) return 0;
    const states = await loadStates(tx, [...due.keys()]);
    await passTime(tx, releases, states, (id) => expiry(release, due.get(id) as Handoff, tx.at.getTime()));
    await endAlone(tx, { release, releases }, [...(await listOverdue(tx, [...due.keys()])).values()]);
    return due.size;
  });
}

async function listOverdue(tx: Tx, leadIds: readonly string[]): Promise<Map<string, Handoff>> {
  const pending = await listPendingHandoffs(tx, leadIds);
  return new Map([...pending].filter(([, { expiresAt }]) => expiresAt !== null && expiresAt <= tx.at));
}

function expiry({ tree }: Release, { stage }: Handoff, at: number): Arrival[] {
  const look: Arrival = { kind: 'look', at, historical: false };
  const reason = findStage(tree.lifecycle, stage)?.handoff?.onExpiry?.reason;
  const to = reason === undefined ? null : answerTarget(tree.lifecycle, stage, reason);
  if (to === null || reason === undefined) return [look];
  const move = { kind: 'move' as const, at, historical: false, occurredAt: at, by: 'system' as const, records: [] };
  return [look, { ...move, to, reason, answers: stage }];
}

/** The lead stays where it is: of all that follows a step only clocks can have a word in it. */
async function endAlone(
  tx: Tx,
  context: { release: Release; releases: Releases },
  handoffs: readonly Handoff[],
): Promise<void> {
  if (handoffs.length === 0) return;
  const ended = handoffs.map((handoff) => ({ ...handoff, state: 'EXPIRED' as const, decidedAt: tx.at }));
  await saveHandoffs(tx, ended);
  const changes = ended.map((handoff) => ({
    handoff,
    before: 'PENDING' as const,
    after: handoff.state,
    actor: 'system',
  }));
  const { ofLead } = await loadFacts(
    tx,
    ended.map((handoff) => handoff.leadId),
  );
  const clocked = ended.map((handoff): ClockedLead => {
    const timeline = buildTimeline(ofLead.get(handoff.leadId) ?? []);
    const owner = attributeAt(timeline, 'owner', tx.at.getTime());
    const ownerId = typeof owner === 'string' ? owner : null;
    const happening = { kind: 'handoff' as const, what: 'expired' as const };
    const happenings = [{ happening, occurredAt: null, actor: 'system' }];
    return { id: handoff.leadId, timeline, ownerId, handoff, happenings };
  });
  const clocks = await followClocks(tx, context, clocked, new Map());
  await recordEvents(tx, [...handoffEvents(tx, changes), ...clocks]);
}
