import type pg from 'pg';
import { sweepClock } from '../../core/definitions/sla/sweep-clock.js';
import type { Db } from '../db/database.js';
import { readClock } from '../db/read-clock.js';
import { transaction } from '../db/transaction.js';
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

/**
 * Lets clocks of leads say what time alone has brought: warnings, breaches, escalations, each exactly once however many
 * processes try and none early by the database's clock. Leads that others hold are passed over. Answers how many leads were done.
 */
export async function sweepClocks(
  pool: pg.Pool,
  releases: Pick<Releases, 'at'>,
  leadIds: readonly string[],
): Promise<number> {
  if (leadIds.length === 0) return 0;
  return transaction(pool, 'system', async (tx) => {
    const claimed = await tx.query<{ id: string }>(
      'select id from leads where id = any($1) order by id for no key update skip locked',
      [leadIds],
    );
    tx.at = await readClock(tx);
    const open = await listOpenClocks(
      tx,
      claimed.map((row) => row.id),
    );
    const due = open.filter(({ lookAt }) => lookAt !== null && lookAt <= tx.at);
    const termsOfClock = await loadTerms(releases, due);
    const changes = due.map((row): ClockChange => {
      const terms = termsOfClock(row);
      if (!terms) return { clock: { ...row, lookAt: null }, news: [] };
      const step = sweepClock(terms, toClock(row), tx.at.getTime());
      const news = step.events.map((event) => ({ event, actor: 'system' }));
      return { clock: afterStep(terms, row, step), news };
    });
    await saveClocks(
      tx,
      changes.map((change) => change.clock),
    );
    await recordEvents(tx, await clockEvents(tx, changes));
    return new Set(due.map((row) => row.leadId)).size;
  });
}
