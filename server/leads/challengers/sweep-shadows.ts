import type pg from 'pg';
import { creationFact } from '../../../core/definitions/creation-fact.js';
import type { Db, Tx } from '../../db/database.js';
import { readClock } from '../../db/read-clock.js';
import { transaction } from '../../db/transaction.js';
import type { Releases } from '../../releases/open-releases.js';
import { type LeadState, loadStates } from '../intake/lead-state.js';
import { loadFacts } from '../intake/load-facts.js';
import { type FollowedShadow, followShadow, type ShadowedLead } from './follow-shadow.js';
import { listRunning } from './list-running.js';
import { errorName, type Gap, recordGaps } from './record-gaps.js';
import { saveShadows } from './save-shadows.js';
import { loadShadows, type Shadow } from './shadow.js';

const SWEPT_AT_ONCE = 100;

/** Leads that time alone may change for a challenger of the release `number`; read without locks. */
export async function listDueShadows(db: Db, number: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select distinct lead_id as id from (
       select s.lead_id from challenger_leads s join challengers c on c.id = s.challenger_id and c.ended_at is null
       where s.due_at <= clock_timestamp() and s.release = $1 order by s.due_at limit ${SWEPT_AT_ONCE}) due`,
    [number],
  );
  return rows.map((row) => row.id);
}

/**
 * Lets time pass for challengers only: each of their crossings at its own instant, and nothing of the lead is looked at or
 * written. Leads that others hold are passed over. Answers how many shadows were taken on.
 */
export async function sweepShadows(pool: pg.Pool, releases: Releases, leadIds: readonly string[]): Promise<number> {
  if (leadIds.length === 0) return 0;
  return transaction(pool, 'system', async (tx) => {
    const release = await releases.inForce(tx);
    const running = await listRunning(tx, release);
    const claimed = await tx.query<{ id: string }>(CLAIM, [leadIds]);
    tx.at = await readClock(tx);
    const ids = claimed.map((row) => row.id);
    const states = await loadStates(tx, ids);
    const shadows = await loadShadows(
      tx,
      running.map((one) => one.id),
      ids,
    );
    const due = shadows.filter(
      (shadow) => shadow.release === release.number && shadow.dueAt !== null && shadow.dueAt <= tx.at,
    );
    const gaps: Gap[] = [];
    const followed: FollowedShadow[] = [];
    for (const shadow of due) {
      const { challengerId, leadId } = shadow;
      const challenger = running.find((one) => one.id === challengerId);
      const state = states.get(leadId);
      if (!challenger || !state) continue;
      if (shadow.liveAt?.getTime() !== state.evaluatedAt?.getTime()) {
        gaps.push({ challengerId, leadId, error: null });
        continue;
      }
      try {
        const lead = look(tx, shadow, state);
        followed.push(
          followShadow(challenger, lead) ??
            (followShadow(challenger, { ...lead, facts: await factsOf(tx, state) }) as FollowedShadow),
        );
      } catch (error) {
        gaps.push({ challengerId, leadId, error: errorName(error) });
      }
    }
    await saveShadows(tx, followed);
    await recordGaps(tx, gaps);
    await tx.query(REST, [gaps.map((gap) => gap.challengerId), gaps.map((gap) => gap.leadId)]);
    return due.length;
  });
}

function look(tx: Tx, before: Shadow, state: LeadState): ShadowedLead {
  return {
    ...{ id: before.leadId, before, facts: null, release: before.release, liveAt: before.liveAt, handedAt: null },
    createdAt: state.createdAt.getTime(),
    drawnBy: state.drawnBy ?? state.accountId,
    steps: [{ kind: 'look', at: tx.at.getTime(), historical: false }],
  };
}

async function factsOf(tx: Tx, { id, createdAt }: LeadState) {
  const { ofLead } = await loadFacts(tx, [id]);
  return [creationFact(id, createdAt.getTime()), ...(ofLead.get(id) ?? [])];
}

const CLAIM = `
  select id from leads where id = any($1) and merged_into is null and erased_at is null
  order by id for no key update skip locked`;

/** What waits to be made anew is not due meanwhile. */
const REST = `
  update challenger_leads s set due_at = null from unnest($1::text[], $2::text[]) as g (challenger_id, lead_id)
  where s.challenger_id = g.challenger_id and s.lead_id = g.lead_id`;
