import { sweepClock } from '../../core/definitions/sla/sweep-clock.js';
import type { Db, Tx } from '../db/database.js';
import type { SlaClock } from '../entities/sla-clock.entity.js';
import { recordEvents } from '../events/record-events.js';
import type { Releases } from '../releases/open-releases.js';
import type { ClockChange } from './clock-change.js';
import { clockEvents } from './clock-events.js';
import { loadTerms } from './load-terms.js';
import { listOpenClocks, saveClocks } from './save-clocks.js';
import { afterStep, toClock } from './to-clock.js';

const BATCH = 500;

/** Leads of which a clock has something to say by now, the longest due first; read without locks. */
export async function listTickingLeads(db: Db): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select lead_id as id from sla_clocks where look_at <= clock_timestamp() order by look_at limit ${BATCH}`,
  );
  return [...new Set(rows.map((row) => row.id))];
}

/** What a sweep came to: the leads it had something to do for, and the clocks whose escalation takes them from their owner. */
export interface SweptClocks {
  leads: number;
  slipped: SlaClock[];
}

/**
 * Lets clocks of locked leads say what time alone has brought by `tx.at`: warnings, breaches, escalations, each exactly
 * once however many processes try, and none early.
 */
export async function sweepClocks(
  tx: Tx,
  releases: Pick<Releases, 'at'>,
  leadIds: readonly string[],
): Promise<SweptClocks> {
  const open = await listOpenClocks(tx, leadIds);
  const due = open.filter(({ lookAt }) => lookAt !== null && lookAt <= tx.at);
  const termsOfClock = await loadTerms(releases, due);
  const slipped: SlaClock[] = [];
  const changes = due.map((row): ClockChange => {
    const terms = termsOfClock(row);
    if (!terms) return { clock: { ...row, lookAt: null }, news: [] };
    const step = sweepClock(terms, toClock(row), tx.at.getTime());
    const clock = afterStep(terms, row, step);
    const takes = step.events.some(
      (event) => event.kind === 'ESCALATED' && terms.policy.escalate?.[event.step ?? -1]?.reassign,
    );
    if (takes) slipped.push(clock);
    return { clock, news: step.events.map((event) => ({ event, actor: 'system' })) };
  });
  await saveClocks(
    tx,
    changes.map((change) => change.clock),
  );
  await recordEvents(tx, await clockEvents(tx, changes));
  return { leads: new Set(due.map((row) => row.leadId)).size, slipped };
}
